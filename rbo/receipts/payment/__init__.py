"""The code a client scans to pay: whether there is one, what it says, how it looks."""
