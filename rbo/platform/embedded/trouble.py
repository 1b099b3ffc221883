"""What can go wrong with programs that RBO runs beside itself."""


class ServiceTrouble(Exception):
    """A server is missing or would not run; the message is one sentence with the ways out."""


class ChildEnded(ServiceTrouble):
    """A program ended although nobody asked it to."""
