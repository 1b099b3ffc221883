"""RBO, the Racquet Business Organiser."""
