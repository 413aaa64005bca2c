"""What was worked out from objects that never change, kept for the last few by which objects they were."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Results by the identity of what they were worked out from, the least recently used forgotten first.

    Comparing whole definitions would cost more than working most things out again. The objects are held
    with the result, so that no other object can take their identity meanwhile.

    >>> kept, asked = Kept[int](2), []
    >>> words = ["a", "b"]
    >>> [kept.of(lambda: asked.append(1) or len(words), words) for _ in range(3)], len(asked)
    ([2, 2, 2], 1)
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[tuple[int, ...], tuple[T, tuple[object, ...]]] = OrderedDict()
        self._lock = Lock()

    def of(self, work: Callable[[], T], *objects: object) -> T:
        """The result of `work`, which depends on these objects and on nothing else."""
        key = tuple(map(id, objects))
        with self._lock:
            found = self._known.get(key)
            if found is not None:
                self._known.move_to_end(key)
                return found[0]
        made = work()
        with self._lock:
            self._known[key] = (made, objects)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return made
