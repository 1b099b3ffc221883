"""The whole installation in one file, and back: checked before anything is touched."""
