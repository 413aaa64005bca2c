"""The sample register: made-up addresses and collections of the invented councils, to try everything out."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from patternbook.library import demonstration
from patternbook.library.demonstration.councils import NoSuchCouncil
from patternbook.web.connections.connectors.base import Asking, Reply, Unavailable

Inputs = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SampleRegister:
    """Answers for addresses, properties and collections. `pause` is how it is slow where that is shown."""

    pause: Callable[[float], None] = time.sleep
    name: str = "register"
    in_process: bool = True

    def answers(self, contract: str) -> bool:
        """Whether this connector fills the contract."""
        return contract in _ANSWERS

    def ask(self, contract: str, inputs: Inputs, asking: Asking) -> Reply:
        """The made-up answer. Raises Unavailable for a council without a register, and for places that stand for a failure."""
        try:
            return _ANSWERS[contract](inputs, asking)
        except NoSuchCouncil as error:
            raise Unavailable(self.name, "this council has no sample register") from error
        except demonstration.RegisterSlow as error:
            # As a real system: whoever asks waits for as long as it may take, and no longer.
            self.pause(asking.seconds)
            raise Unavailable(self.name, "no answer in time") from error
        except demonstration.RegisterDown as error:
            # The error itself names the place that was asked about: it must not be logged.
            raise Unavailable(self.name, "a place that stands for a failure") from error


def _listed(found: Sequence[Mapping[str, object]] | None, asking: Asking) -> Reply:
    if not found:
        return Reply("not_found")
    return Reply("many") if len(found) > asking.most else Reply("found", [dict(one) for one in found])


def _addresses(inputs: Inputs, asking: Asking) -> Reply:
    found = demonstration.addresses_at_postcode(asking.slug, str(inputs["postcode"])) or []
    return _listed(found, asking)


def _property(inputs: Inputs, asking: Asking) -> Reply:
    found = demonstration.property_at_uprn(asking.slug, str(inputs["uprn"]))
    return Reply("found", dict(found)) if found else Reply("not_found")


def _collections(inputs: Inputs, asking: Asking) -> Reply:
    return _listed(
        demonstration.collections_at_property(asking.slug, str(inputs["uprn"]), asking.now), asking
    )


_ANSWERS: Mapping[str, Callable[[Inputs, Asking], Reply]] = {
    "addresses_at_postcode": _addresses,
    "property_at_uprn": _property,
    "collections_at_property": _collections,
}
