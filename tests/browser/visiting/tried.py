"""What was tried already, so that each page's wrong answers are sent in once."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.browser.visiting import forms
from tests.browser.visiting.walk import Walk


@dataclass
class Tried:
    """Pages whose wrong answers were already sent in, by the fields that they showed."""

    done: set[tuple[object, ...]] = field(default_factory=set)
    everything: bool = False

    @classmethod
    def of_everything(cls) -> Tried:
        """As if everything had been tried: for walks that only pass through."""
        return cls(everything=True)

    def first_time(self, walk: Walk, every: bool) -> bool:
        """Whether to try this page's wrong answers."""
        names = tuple(dict.fromkeys(name for name, _, _ in forms.state(walk.page)))
        if self.everything:
            return False
        key = (walk.scripted, walk.language, walk.path.rpartition("/")[2], names)
        new = key not in self.done
        self.done.add(key)
        return new or every
