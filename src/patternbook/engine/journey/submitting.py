"""Submitting: what is asked again, what may have changed, and what the submission holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from patternbook.engine.compiled import Compiled, CompiledLookup
from patternbook.engine.context import Context
from patternbook.engine.evaluation import call_of
from patternbook.engine.facts import Call, Facts, Result
from patternbook.engine.journey.going import check
from patternbook.engine.journey.results import (
    CHECK_ANSWERS,
    Lapsed,
    Need,
    Ready,
    Redirect,
    Refused,
)
from patternbook.engine.journey.walking import Walk, walk
from patternbook.language.unknown import is_unknown

Submission = Need | Redirect | Refused | Lapsed | Ready


def at_submit(
    compiled: Compiled, facts: Facts, context: Context, before: Mapping[str, Result] | None = None
) -> Submission:
    """Whether a journey can be submitted now, and with what.

    Ask first without `before`. `Need` holds what has to be asked again: results that are older than
    their lookup keeps them, and those marked `recheck: submit`. Add the new results to the facts and
    ask again with `before`, the results as they were. `Redirect` leads to where the journey now
    stands, or where a lookup says to go when its answer has changed.
    """
    last = compiled.service.not_after
    if last is not None and context.today > last:
        return Lapsed(last)
    found = walk(compiled, facts, context)
    if isinstance(found.stop, Need):
        return found.stop
    again = tuple(_ask_again(found, before))
    if again:
        return Need(again)
    changed = _changed(found, before or {})
    if changed is not None:
        return Redirect(changed)
    return found.stop if found.stop.to != CHECK_ANSWERS else _checked(found)


def _checked(found: Walk) -> Submission:
    checked = check(found)
    if isinstance(checked, Need):
        return checked
    return Refused(checked.problems) if checked.problems else ready(found)


def used(found: Walk) -> Iterator[tuple[CompiledLookup, Call, Result]]:
    """The lookups whose results the journey rests on, with their calls."""
    compiled = found.names.compiled
    keys = {*compiled.check_needs}
    for page in found.passed:
        needs = compiled.needs[page.key]
        keys.update((*needs.show, *needs.content, *needs.leave))
    for key, lookup in compiled.lookups.items():
        call = call_of(found.names, lookup) if key in keys else None
        result = found.names.facts.results.get(call.id) if call else None
        if call is not None and result is not None:
            yield lookup, call, result


def _ask_again(found: Walk, before: Mapping[str, Result] | None) -> Iterator[Call]:
    for lookup, call, result in used(found):
        asked_now = before is not None and before.get(call.id) is not result
        if not asked_now and (
            "submit" in lookup.recheck or is_stale(lookup, result, found.names.context.now)
        ):
            yield call


def is_stale(lookup: CompiledLookup, result: Result, now: dt.datetime) -> bool:
    """Whether a result is older than its lookup keeps it; one without a time always is."""
    return result.as_of is None or now - result.as_of > dt.timedelta(minutes=lookup.keep)


def _changed(found: Walk, before: Mapping[str, Result]) -> str | None:
    """Where a lookup says to go when the new answer is not the one before."""
    for lookup, call, result in used(found):
        earlier = before.get(call.id)
        if lookup.changed and earlier is not None and not earlier.same_answer(result):
            return lookup.changed
    return None


def ready(found: Walk) -> Ready:
    """The submission: the answers on the way and nothing else, the results used, and what was worked out."""
    answers = {key: value for page in found.passed for key, value in page.answers.items()}
    results = {call.id: result for _lookup, call, result in used(found)}
    service = found.names.compiled.service
    values = {
        key: value
        for key in (*service.values, *service.tables, *service.prices)
        if not callable(value := found.names[key]) and not is_unknown(value)
    }
    acknowledged = frozenset(
        key for key in found.names.facts.acknowledged if key.partition(".")[0] in found.pages
    )
    return Ready(Facts(answers, results, acknowledged), found.pages, values)
