"""People, the offices they hold, and who "ông Ký" is (linguistics §9–10)."""
