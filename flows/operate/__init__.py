"""Runs it every day, unattended (docs/operate.md)."""
