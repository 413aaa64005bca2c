"""What was answered so far, carried in the form itself: signed, so that only what was shown here comes back."""

from __future__ import annotations

from django.core import signing

from patternbook.engine.facts import Facts
from patternbook.web.studio.trying.trial import Trial

SALT = "patternbook.trying"
SECONDS = 24 * 60 * 60


def pack(trial: Trial, facts: Facts) -> str:
    """The facts as a field of a form holds them."""
    state = {"of": trial.compiled.digest, "facts": facts.to_json(trial.compiled)}
    return signing.dumps(state, salt=SALT, compress=True)


def unpack(trial: Trial, said: str) -> Facts | None:
    """The facts of a field; None where it was changed by hand, is a day old, or belongs to another text."""
    try:
        state = signing.loads(said, salt=SALT, max_age=SECONDS)
        if state["of"] != trial.compiled.digest:
            return None
        return Facts.from_json(trial.compiled, state["facts"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
