"""The embedded identity service: it speaks gotrue's HTTP interface and knows nothing of the book."""
