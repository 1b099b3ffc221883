"""Paper: what a client gets in the hand and in the mail."""
