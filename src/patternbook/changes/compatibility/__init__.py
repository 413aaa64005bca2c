"""What a change does to drafts, live cases and adoptions: told before anything is moved."""

from __future__ import annotations

from dataclasses import dataclass

from patternbook.changes.compatibility import adoptions, cases, drafts
from patternbook.changes.compatibility.touched import Touched
from patternbook.changes.successors import Successors
from patternbook.language.nodes.adoption import Adoption
from patternbook.language.nodes.service import Service

__all__ = ["Compatibility", "Touched", "breaks", "compatibility"]


@dataclass(frozen=True, slots=True)
class Compatibility:
    """What happens to drafts, to live cases, and to adoptions, each as sentences."""

    drafts: tuple[Touched, ...] = ()
    cases: tuple[Touched, ...] = ()
    adoptions: tuple[Touched, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether something cannot come along as it is."""
        return any(each.blocks for each in (*self.drafts, *self.cases, *self.adoptions))


def compatibility(before: Service, after: Service, adoption: Adoption | None = None) -> Compatibility:
    """What a newer definition does to what runs on the one before.

    Both have their shared steps written out. With an adoption, only what concerns that council counts;
    without, what could concern any. A draft or case is never moved by itself: it stays on the definition
    under which it began.

    >>> from patternbook.language.nodes.base import Keyed, Text
    >>> from patternbook.language.nodes.pattern import CheckAnswers, Confirmation
    >>> from patternbook.language.nodes.process import Process, Stage
    >>> from dataclasses import replace
    >>> text = Text(Keyed([("en", "Checking")]))
    >>> process = Process(roles=Keyed(), stages=Keyed([("checking", Stage(title=text, label=text))]))
    >>> before = Service(patternbook=1, service="a", title=text, summary=text, nations=("england",), function="other", pages=Keyed(),
    ...     check_answers=CheckAnswers(confirmation=Confirmation(title=text, next=text)), process=process)
    >>> after = replace(before, process=replace(process, stages=Keyed()))
    >>> [(each.what, each.blocks, each.says) for each in compatibility(before, after).cases]
    [('stage_gone', True, 'Cases that came to “Checking” cannot be moved: the stage is gone.')]
    """
    successors = Successors(before, after)
    return Compatibility(
        drafts=tuple(drafts.touched(successors)),
        cases=tuple(cases.touched(successors)),
        adoptions=tuple(adoptions.touched(successors, adoption)),
    )


def breaks(before: Service, after: Service) -> bool:
    """Whether a newer definition breaks an adoption or a live case."""
    found = compatibility(before, after)
    return any(each.blocks for each in (*found.cases, *found.adoptions))
