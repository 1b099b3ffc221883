"""One trace from the click to the accepted letter, where somebody collects it; nothing at all elsewhere."""
