"""Takes a text or a person out of everything that khotin keeps, for good (docs/forget.md)."""
