"""What a book holds, part by part, as statements whose rows are JSON; none of what others share is in it."""
