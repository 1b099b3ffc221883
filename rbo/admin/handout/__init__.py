"""What a person gets of what is known about them: a page for people and a file for programs."""
