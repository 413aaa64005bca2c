"""Django's SQLite back end, with one lock in the process around everything that writes."""
