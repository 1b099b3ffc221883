"""Secrets at rest: a ring of keys, columns that hold ciphertext, and the change of a key while people work.

See docs/decisions/0019 for what is encrypted, and what is not.
"""
