"""What is typed about a stringjob."""
