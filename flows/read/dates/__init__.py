"""Dates, periods and deadlines (linguistics §6–7)."""
