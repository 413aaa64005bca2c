"""Finding a service in the library, and reading all about it."""
