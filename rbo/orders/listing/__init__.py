"""The list of orders: what its address asks for, and one page of it."""
