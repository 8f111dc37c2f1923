"""Investment projects and their totals (linguistics §15)."""
