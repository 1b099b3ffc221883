"""Changing an order that is there already."""
