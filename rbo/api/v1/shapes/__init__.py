"""What programs send and get, field by field."""
