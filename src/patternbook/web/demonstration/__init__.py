"""A working demonstration: made-up councils, made-up people, one command. Never in production."""
