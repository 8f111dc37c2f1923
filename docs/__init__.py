"""The docs: pages in Markdown, and what builds the site of them and of what the program knows."""
