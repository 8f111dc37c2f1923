"""The processes that khotin starts: they die with whoever started them."""
