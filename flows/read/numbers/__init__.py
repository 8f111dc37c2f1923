"""Numbers and quantities: digits and number words, signs, comparators, units (linguistics §2–5)."""
