"""Offices as articles tell them: who holds, takes and leaves which, since when and of what body (linguistics §9)."""
