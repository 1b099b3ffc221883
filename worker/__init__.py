"""The processes behind the pages: the relay and one worker per queue."""
