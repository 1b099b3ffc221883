"""The landlord's pages: who is here, and who may come."""
