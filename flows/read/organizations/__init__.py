"""Organisations: found, written out, told by short forms (linguistics §13, §17)."""
