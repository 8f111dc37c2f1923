"""Measurements: a figure with what it measures, of whom, for when, how sure (linguistics §3–8)."""
