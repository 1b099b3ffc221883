"""RBO, the racket book."""
