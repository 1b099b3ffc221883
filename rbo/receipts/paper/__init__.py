"""The four quadrants of a receipt, each as lines that fit their place."""
