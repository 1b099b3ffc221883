"""What the form of a stringjob offers before anything is typed."""
