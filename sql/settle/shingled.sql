-- All shingles of the texts in `coded`, and in their order, with figures and with all figures alike.
INSERT INTO shingled SELECT id, words, whole, told, in_order, masked FROM coded;
