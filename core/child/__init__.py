"""Work in a process of its own, and what it may take of the machine."""
