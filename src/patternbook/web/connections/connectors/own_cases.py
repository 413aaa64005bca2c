"""What is already reported at a property, from the council's own open cases. Never by whom."""

from __future__ import annotations

from collections.abc import Mapping

from patternbook.web.connections.connectors.base import Asking, Reply
from patternbook.web.effects import effect


class OwnCases:
    """Answers `reports_at_property` from the cases of this council."""

    name = "own_cases"
    in_process = True

    def answers(self, contract: str) -> bool:
        """Whether this connector fills the contract."""
        return contract == "reports_at_property"

    def ask(self, contract: str, inputs: Mapping[str, object], asking: Asking) -> Reply:
        """The open reports there: an empty list is an answer, not a failure."""
        found = effect("reports_at_property")(authority_id=asking.authority_id, uprn=str(inputs["uprn"]))
        return Reply("found", [dict(report) for report in found])
