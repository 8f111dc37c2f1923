"""Places, from the gazetteer of units to bare names (linguistics §14)."""
