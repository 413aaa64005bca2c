"""A route leads somewhere that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from patternbook.errors import Path, Problem, did_you_mean
from patternbook.language.checks.subject import Subject

CHECK_ANSWERS = "check_answers"
Known = Mapping[str, Mapping[str, object]]


def targets(subject: Subject) -> Iterator[Problem]:
    """Yields `unknown-target` for routes, rechecks, bookings and events that lead nowhere."""
    service = subject.service
    pattern: Known = {"page": service.pages, "end": service.ends}
    process: Known = {"stage": service.process.stages}
    for path, target in _of_pattern(subject):
        yield from _problem(subject, path, target, pattern)
    for path, target in _of_process(subject):
        yield from _problem(subject, path, target, process)


def _of_pattern(subject: Subject) -> Iterator[tuple[Path, str]]:
    """What a resident's journey leads to, with the path of each."""
    service = subject.service
    for page_key, page in service.pages.items():
        for key, route in page.go.items():
            yield ("pages", page_key, "go", key, "to"), route.to
    for key, lookup in service.lookups.items():
        if lookup.changed is not None:
            yield ("lookups", key, "changed"), lookup.changed
    for key, booking in service.bookings.items():
        yield ("bookings", key, "gone"), booking.gone


def _of_process(subject: Subject) -> Iterator[tuple[Path, str]]:
    """What a case leads to, with the path of each."""
    process = subject.service.process
    for stage_key, stage in process.stages.items():
        for key, route in stage.go.items():
            yield ("process", "stages", stage_key, "go", key, "to"), route.to
    for key, event in process.events.items():
        if event.to is not None:
            yield ("process", "events", key, "to"), event.to


def _problem(
    subject: Subject, path: Path, target: str, known: Mapping[str, Mapping[str, object]]
) -> Iterator[Problem]:
    kind, _, key = target.partition(".")
    if key in known.get(kind, {}) or (target == CHECK_ANSWERS and "page" in known):
        return
    all_ = [f"{kind}.{key}" for kind, parts in known.items() for key in parts]
    all_ += [CHECK_ANSWERS] if "page" in known else []
    usual = " or ".join(f"`{kind}.…`" for kind in known)
    hint = did_you_mean(target, all_) or f"Write {usual}."
    yield subject.error(path, "unknown-target", f"There is no '{target}' to go to.", hint)
