"""The inbox of a stringer: what others did, or what the house has to say."""
