"""The demonstration's WSGI application, with a worker in the same process.

The worker's thread begins here, after the server has forked: a thread does not survive a fork, and a
lock that it held would stay locked in the child for ever. In the same process it queues for SQLite's
write lock with the threads that serve pages.
"""

from __future__ import annotations

import threading

from patternbook.web.wsgi import application

# isort: split
# What follows needs Django set up, which the import above does.
from patternbook.web.cases.worker import work

__all__ = ["application"]

threading.Thread(target=work, args=(threading.Event(),), name="worker", daemon=True).start()
