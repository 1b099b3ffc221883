"""Calls to addresses that strangers name: to the public internet alone, short, and without a redirect."""
