"""Addresses in, captures out: what the web answers, fetched politely and from no address but a public one."""
