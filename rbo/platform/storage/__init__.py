"""Files that outlive a request (STORAGE_URL). One is there whole or not at all, whatever dies meanwhile."""
