"""Prices: which lines are charged, what they come to, and how much of it is VAT."""

from __future__ import annotations

from dataclasses import dataclass

from patternbook.engine.clocks.counting import local_day
from patternbook.engine.compiled import Compiled, Names
from patternbook.engine.names import Entries, Within
from patternbook.engine.settings import Settings
from patternbook.language.nodes.base import Text
from patternbook.language.nodes.service import PriceLine
from patternbook.language.unknown import Unknown

# Value Added Tax Act 1994, section 2(1). Amounts in definitions include it.
STANDARD_RATE_PERCENT = 20


@dataclass(frozen=True, slots=True)
class ChargedLine:
    """A line that is charged. `vat` is the part of the amount that is tax."""

    key: str
    title: Text
    amount: int
    vat: int
    ledger: str | None


@dataclass(frozen=True, slots=True)
class Charge:
    """What a price comes to. The lines may add up to more or less than the total, where a least or
    most applies; `refused` says that there is no price and the service says no."""

    lines: tuple[ChargedLine, ...]
    total: int
    refused: bool = False


def value(compiled: Compiled, key: str, names: Names) -> object:
    """What expressions see under a price's key: the total in pence, or why there is none."""
    found = charge(compiled, key, names)
    if isinstance(found, Unknown):
        return found
    return Unknown("undefined", key) if found.refused else found.total


def charge(compiled: Compiled, key: str, names: Names) -> Charge | Unknown:
    """The price in full. Unknown where the amount of a line that is charged is not known."""
    dated = _on_its_date(compiled, key, names)
    if isinstance(dated, Unknown):
        return dated
    path = ("prices", key)
    if compiled.holds((*path, "refuse"), dated, otherwise=False):
        return Charge((), 0, refused=True)
    lines: list[ChargedLine] = []
    for line_key, line in compiled.service.prices[key].lines.items():
        if not compiled.holds((*path, "lines", line_key, "if"), dated):
            continue
        amount = compiled.programs[(*path, "lines", line_key, "amount")].run(dated)
        if not isinstance(amount, int):
            return amount if isinstance(amount, Unknown) else Unknown("undefined", key)
        lines.append(_charged(line_key, line, amount))
    return _total(compiled, key, dated, tuple(lines))


def _charged(key: str, line: PriceLine, amount: int) -> ChargedLine:
    vat = vat_in(amount) if line.vat == "standard" else 0
    return ChargedLine(key, line.title, amount, vat, line.ledger)


def vat_in(amount: int) -> int:
    """The tax in an amount that includes it, rounded half up to the penny.

    >>> vat_in(1200), vat_in(3750), vat_in(-1200)
    (200, 625, -200)
    """
    rate = STANDARD_RATE_PERCENT
    size = (abs(amount) * rate * 2 + (100 + rate)) // (2 * (100 + rate))
    return size if amount >= 0 else -size


def _total(compiled: Compiled, key: str, names: Names, lines: tuple[ChargedLine, ...]) -> Charge | Unknown:
    total = sum(line.amount for line in lines)
    for limit, narrower in (("least", max), ("most", min)):
        program = compiled.program(("prices", key, limit))
        if program is None:
            continue
        bound = program.run(names)
        if not isinstance(bound, int):
            return bound if isinstance(bound, Unknown) else Unknown("undefined", key)
        total = narrower(total, bound)
    return Charge(lines, total)


def _on_its_date(compiled: Compiled, key: str, names: Names) -> Names | Unknown:
    """The names with the settings of the day whose prices apply."""
    program = compiled.program(("prices", key, "as_of"))
    if program is None:
        return names
    on = local_day(program.run(names))
    if isinstance(on, Unknown):
        return on
    settings = names["settings"]
    if not isinstance(settings, DatedEntries):
        return names
    return Within(names, {"settings": DatedEntries(settings.settings.on(on))})


class DatedEntries(Entries):
    """Settings as expressions see them, which also know their values on other days."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings.values)
        self.settings = settings
