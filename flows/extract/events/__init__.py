"""Events with their day, place, hosts and guests (linguistics §12)."""
