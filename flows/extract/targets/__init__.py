"""What was promised or ordered, by whom and by when."""
