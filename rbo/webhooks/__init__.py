"""Webhooks: other programs are told what happened in a book, at addresses that its stringer names."""
