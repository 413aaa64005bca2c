"""Loading the shipped register. Loaded twice, it changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from patternbook.web.audit.actors import Actor
from patternbook.web.audit.record import Installation, action, record
from patternbook.web.authorities.models import Authority, Code, Succession
from patternbook.web.authorities.register import KEY_SCHEME, Body, Register

# What the register says of a body. All else (domain, Welsh name, demonstration) is this installation's own.
FROM_REGISTER = (
    "slug", "name", "official_name", "nation", "region", "kind", "tier", "population", "homepage", "started", "ended",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows were added or changed."""

    authorities: int
    codes: int
    successions: int
    changed: int


@action("authorities.load", on="installation")
def load_register(*, register: Register, by: Actor, installation: Installation) -> Loaded:
    """Bring the table of authorities up to the register.

    A body is found again by its key in the register, never by an official code of a boundary. Nothing is
    deleted: a code that the register no longer has stays, since somebody may have used it.
    """
    known = dict(Code.objects.filter(scheme=KEY_SCHEME).values_list("value", "authority_id"))
    rows = {row.pk: row for row in Authority.objects.filter(pk__in=known.values())}
    new = [body for body in register.bodies if body.key not in known]
    made = Authority.objects.bulk_create([Authority(**_fields(body)) for body in new])
    rows |= {row.pk: row for row in made}
    ids = known | {body.key: row.pk for body, row in zip(new, made, strict=True)}
    changed = [row for body in register.bodies if (row := _changed(body, rows[ids[body.key]], ids))]
    Authority.objects.bulk_update(changed, [*FROM_REGISTER, "county", "combined_authority"], batch_size=100)
    loaded = Loaded(len(made), _add_codes(register, ids), _add_successions(register, ids), len(changed))
    record(
        "authorities.loaded",
        subject=Authority,
        facts={
            "added": loaded.authorities,
            "changed": loaded.changed,
            "codes": loaded.codes,
            "successions": loaded.successions,
        },
    )
    return loaded


def _fields(body: Body) -> dict[str, object]:
    return {name: getattr(body, name) for name in FROM_REGISTER}


def _changed(body: Body, row: Authority, ids: Mapping[str, int]) -> Authority | None:
    """The row with what the register says, if that is something else than it says now."""
    wanted = _fields(body) | {
        "county_id": ids.get(body.county),
        "combined_authority_id": ids.get(body.combined_authority),
    }
    if all(getattr(row, name) == value for name, value in wanted.items()):
        return None
    for name, value in wanted.items():
        setattr(row, name, value)
    return row


def _add_codes(register: Register, ids: Mapping[str, int]) -> int:
    there = set(Code.objects.values_list("authority_id", "scheme", "value"))
    new = [
        Code(authority_id=ids[code.key], scheme=code.scheme, value=code.value, source=code.source)
        for code in register.codes
        if (ids[code.key], code.scheme, code.value) not in there
    ]
    return len(Code.objects.bulk_create(new, batch_size=500))


def _add_successions(register: Register, ids: Mapping[str, int]) -> int:
    there = set(Succession.objects.values_list("predecessor_id", "successor_id"))
    new = [
        Succession(
            predecessor_id=ids[one.predecessor], successor_id=ids[one.successor], on=one.on, source=one.source
        )
        for one in register.successions
        if (ids[one.predecessor], ids[one.successor]) not in there
    ]
    return len(Succession.objects.bulk_create(new, batch_size=500))
