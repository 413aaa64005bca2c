"""How the commands about libraries say what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError

from patternbook.library.federation import BundleRefused, LibraryRefused, LibraryUnreachable
from patternbook.web.catalogue.management.telling import FAILED, MISUSE


@contextmanager
def telling() -> Iterator[None]:
    """Raise CommandError: with code 1 where something is refused, with code 2 where a file cannot be read."""
    try:
        yield
    except (BundleRefused, LibraryRefused, LibraryUnreachable) as error:
        raise CommandError(str(error), returncode=FAILED) from error
    except OSError as error:
        raise CommandError(f"{error.filename}: {error.strerror}.", returncode=MISUSE) from error
