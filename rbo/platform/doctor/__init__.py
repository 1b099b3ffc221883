"""What this machine lacks, in plain words, with the command that mends it."""
