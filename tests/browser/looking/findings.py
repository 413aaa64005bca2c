"""What was found, gathered and told at once."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Finding:
    """Something wrong on a page: which rule, on which element, in words."""

    rule: str
    element: str
    says: str = ""


@dataclass
class Findings:
    """Findings by rule and element, each with the first place where it was met and how often."""

    met: dict[Finding, list[str]] = field(default_factory=dict)

    def add(self, where: str, found: list[Finding]) -> None:
        """Gather findings of one place."""
        for one in found:
            self.met.setdefault(one, []).append(where)

    def say(self) -> str:
        """Everything at once, for the person who mends it."""
        lines = []
        for one, places in sorted(self.met.items()):
            more = f" (and at {len(places) - 1} more)" if len(places) > 1 else ""
            lines.append(f"{one.rule}: {one.element}\n    {one.says}\n    at {places[0]}{more}")
        return "\n".join(lines)
