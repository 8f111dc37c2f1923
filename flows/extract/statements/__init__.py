"""Statements: who said what, and how (linguistics §11)."""
