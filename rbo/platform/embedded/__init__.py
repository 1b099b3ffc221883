"""Postgres, Redis and a mail catcher for a machine that has none of them."""
