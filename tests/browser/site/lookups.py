"""A connector that answers as the example says that is being walked at a council."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from patternbook import library
from patternbook.engine.compiler import Compiled
from patternbook.engine.examples.travelling import local_time
from patternbook.engine.settings import plain_data
from patternbook.language.nodes.example import Example
from patternbook.language.types import Type
from patternbook.web.catalogue import definitions
from patternbook.web.connections import connectors
from patternbook.web.connections.connectors.base import Asking, Reply, Unavailable

NAME = "example"


@dataclass
class ExampleLookups:
    """Which example each council is walked by, by the council's name in addresses."""

    compiled: Compiled
    examples: dict[str, Example] = field(default_factory=dict)
    name: str = NAME
    in_process: bool = True

    def answers(self, contract: str) -> bool:
        """Whether the definition looks anything up by this contract."""
        return any(lookup.contract == contract for lookup in self.compiled.service.lookups.values())

    def ask(self, contract: str, inputs: Mapping[str, object], asking: Asking) -> Reply:
        """What the example says. Raises Unavailable where it says so."""
        lookups = self.compiled.service.lookups
        key = next(key for key, lookup in lookups.items() if lookup.contract == contract)
        found = self.examples[asking.slug].lookups.get(key)
        if found is None or found.outcome == "unavailable":
            raise Unavailable(self.name, "the example has it so")
        if found.outcome != "found" or found.value is None:
            return Reply(found.outcome)
        gives = definitions.promises(self.compiled.service)[contract].gives
        return Reply("found", _with_zones(plain_data(found.value), gives))


def _with_zones(value: object, wanted: Type) -> object:
    """Times as another system sends them: with their zone. Examples write local times."""
    if isinstance(value, str) and wanted.kind == "datetime":
        return local_time(value).isoformat()
    if isinstance(value, list):
        return [_with_zones(item, wanted.item) for item in value]
    if isinstance(value, dict):
        types = dict(wanted.fields)
        return {key: _with_zones(item, types[key]) if key in types else item for key, item in value.items()}
    return value


def connect(service: str) -> ExampleLookups:
    """Put the connector into the table of connectors, under the name `example`."""
    lookups = ExampleLookups(definitions.compiled(library.service(service).text))
    table = connectors.CONNECTORS
    assert isinstance(table, dict)
    table[NAME] = lambda: lookups
    return lookups
