"""Addresses become captures: what is to be fetched, how it is fetched, and what a feed, sitemap or list page names."""
