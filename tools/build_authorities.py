"""Builds the register of authorities from its two sources, and a report of what is doubtful in them.

    python tools/build_authorities.py FOLDER

FOLDER holds `uk_local_authorities.csv` (mySociety, CC-BY-4.0) and `govuk_local_authorities.csv` (local links
manager, MIT). Nothing is corrected here: what looks wrong is reported in docs/reference/authorities.md.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
TO = ROOT / "src/patternbook/web/authorities/data"
REPORT = ROOT / "docs/reference/authorities.md"
Row = Mapping[str, str]

KINDS = {
    "CTY": "county", "NMD": "district", "UA": "unitary", "MD": "metropolitan_district", "LBO": "london_borough",
    "CC": "city_corporation", "WPA": "welsh_council", "SCO": "scottish_council", "NID": "northern_ireland_district",
    "COMB": "combined_authority", "SRA": "strategic_authority",
}  # fmt: skip
TIERS = {
    "lower tier": "lower",
    "upper tier": "upper",
    "unitary": "unitary",
    "ni district": "unitary",
    "combined": "combined",
}
NATIONS = {
    "England": "england",
    "Scotland": "scotland",
    "Wales": "wales",
    "Northern Ireland": "northern_ireland",
}
# The column of the source for each scheme of codes.
SCHEMES = {
    "mysociety": "local-authority-code", "gss": "gss-code", "ecode": "ecode", "snac": "snac", "ons_old": "old-ons-la-code",
    "register": "old-register-and-code", "ofcom": "ofcom",
}  # fmt: skip
AUTHORITIES = (
    "key", "slug", "name", "official_name", "nation", "region", "kind", "tier", "county", "combined_authority",
    "population", "homepage", "started", "ended",
)  # fmt: skip


def main(folder: Path) -> None:
    """Read the sources, write the three tables and the report."""
    bodies = _read(folder / "uk_local_authorities.csv")
    links = _read(folder / "govuk_local_authorities.csv")
    by_code = _links_by_code(bodies, links)
    _write(TO / "authorities.csv", AUTHORITIES, authorities(bodies, by_code))
    _write(TO / "codes.csv", ("key", "scheme", "value", "source"), codes(bodies, by_code))
    _write(TO / "successions.csv", ("predecessor", "successor", "on", "source"), successions(bodies))
    REPORT.write_text(report(bodies, by_code), encoding="utf-8")


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _current(body: Row) -> bool:
    return body["current-authority"] == "True"


def _links_by_code(bodies: list[Row], links: list[Row]) -> dict[str, Row]:
    """Each current body's row in the other source: by official code, else by the name in addresses."""
    by_gss = {one["gss"]: one for one in links}
    by_slug = {one["slug"]: one for one in links}
    found: dict[str, Row] = {}
    for body in (body for body in bodies if _current(body)):
        former = [code for code in body["former-gss-codes"].split(",") if code]
        link = next((by_gss[code] for code in (body["gss-code"], *former) if code in by_gss), None)
        link = link or by_slug.get(body["gov-uk-slug"])
        if link:
            found[body["local-authority-code"]] = link
    return found


def authorities(bodies: list[Row], links: Mapping[str, Row]) -> list[dict[str, str]]:
    """The rows of authorities.csv: current bodies first, so that they get the plain slugs."""
    taken: set[str] = set()
    rows = []
    for body in sorted(bodies, key=lambda body: (not _current(body), body["local-authority-code"])):
        link = links.get(body["local-authority-code"], {})
        rows.append(
            {
                "key": body["local-authority-code"],
                "slug": _slug(body, link, taken),
                "name": body["nice-name"],
                "official_name": body["official-name"],
                "nation": NATIONS[body["nation"]],
                "region": body["region"],
                "kind": KINDS[body["local-authority-type"]],
                "tier": TIERS[body["powers"]],
                "county": body["county-la"],
                "combined_authority": body["combined-authority"],
                "population": body["pop-2020"].partition(".")[0],
                "homepage": link.get("homepage_url", ""),
                "started": body["start-date"],
                "ended": body["end-date"],
            }
        )
    return rows


def _slug(body: Row, link: Row, taken: set[str]) -> str:
    plain = link.get("slug") or body["gov-uk-slug"] or _slugified(body["nice-name"])
    choices = [
        plain,
        f"{plain}-{KINDS[body['local-authority-type']].replace('_', '-')}",
        f"{plain}-until-{body['end-date'][:4]}",
    ]
    slug = next(choice for choice in choices if choice not in taken)
    taken.add(slug)
    return slug


def _slugified(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def codes(bodies: list[Row], links: Mapping[str, Row]) -> list[dict[str, str]]:
    """The rows of codes.csv. A code that both sources give names both."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for body in bodies:
        key = body["local-authority-code"]
        for scheme, column in SCHEMES.items():
            if body[column]:
                found.setdefault((key, scheme, body[column]), set()).add("mysociety")
        for former in filter(None, body["former-gss-codes"].split(",")):
            found.setdefault((key, "gss", former), set()).add("mysociety-former")
        link = links.get(key)
        if link:
            for scheme, column in (("gss", "gss"), ("snac", "snac"), ("custodian", "local_custodian_code")):
                if link[column]:
                    found.setdefault((key, scheme, link[column]), set()).add("govuk")
    return [
        {"key": key, "scheme": scheme, "value": value, "source": " ".join(sorted(sources))}
        for (key, scheme, value), sources in sorted(found.items())
    ]


def successions(bodies: list[Row]) -> list[dict[str, str]]:
    """The rows of successions.csv. The day is the successor's first, since last days are told in two ways."""
    started = {body["local-authority-code"]: body["start-date"] for body in bodies}
    return [
        {
            "predecessor": body["local-authority-code"],
            "successor": code,
            "on": started.get(code, ""),
            "source": "mysociety",
        }
        for body in sorted(bodies, key=lambda body: body["local-authority-code"])
        for code in filter(None, (code.strip() for code in body["replaced-by"].split(",")))
    ]


def report(bodies: list[Row], links: Mapping[str, Row]) -> str:
    """What is in the register, and what in it is doubtful."""
    current = [body for body in bodies if _current(body)]
    counts = Counter(KINDS[body["local-authority-type"]] for body in current)
    lines = [
        "# The register of authorities",
        "",
        "Built by `tools/build_authorities.py`; do not edit. Sources: mySociety, *UK local authority names and codes*, July 2025 "
        "(CC-BY-4.0), and GOV.UK's *local links manager* (MIT). The register is loaded by `python -m patternbook.web load_authorities`.",
        "",
        f"{len(bodies)} bodies, {len(current)} of them current in the source.",
        "",
        f"{sum(not body['start-date'] for body in bodies)} bodies have no start date, because the source has none for them. "
        "No official code has a start or an end: neither source dates codes. A code is found for any day, so that a body "
        "which once bore a code that another bears now is found too.",
        "",
        "| kind | current | dissolved |",
        "|---|---|---|",
    ]
    ended = Counter(KINDS[body["local-authority-type"]] for body in bodies if not _current(body))
    lines += [f"| {kind} | {counts[kind]} | {ended[kind]} |" for kind in KINDS.values()]
    lines += [
        "",
        "## Doubts",
        "",
        "These are carried over as the sources say them. Nothing is corrected in silence.",
        "",
    ]
    for title, found in doubts(bodies, links):
        lines += [f"### {title}", "", *([f"- {one}" for one in found] or ["None."]), ""]
    lines += [
        "### Known from elsewhere",
        "",
        "- Forest Heath is filed under Surrey; it was in Suffolk.",
        "- Dorset County Council was followed by two councils; the source gives only one of them.",
        "- The North of Tyne Combined Authority was followed by the North East Combined Authority in May 2024; "
        "the source still has it as current, with members.",
        "- Reorganisations that take effect in 2027 and 2028 are not in the source.",
        "",
    ]
    return "\n".join(lines)


def doubts(bodies: list[Row], links: Mapping[str, Row]) -> list[tuple[str, list[str]]]:
    """Each kind of doubt with the bodies that it concerns, found by rules over the data."""
    by_code = {body["local-authority-code"]: body for body in bodies}
    return [
        (
            "Dissolved without a successor",
            [_named(body) for body in bodies if body["end-date"] and not body["replaced-by"]],
        ),
        (
            "Not current, but without an end",
            [_named(b) for b in bodies if not _current(b) and not b["end-date"]],
        ),
        ("The sources disagree on the official code", _codes_differ(bodies, links)),
        ("Current councils that the second source does not have", _without_link(bodies, links)),
        ("The end is told as the first day after, not the last day", _ends(bodies, by_code, timedelta(0))),
        ("The end is neither the day before a successor's start nor that day", _ends(bodies, by_code, None)),
        ("Filed under a county of another region", _counties(bodies, by_code)),
        ("Filed under a county that is not current, though itself current", _dead_counties(bodies, by_code)),
    ]


def _without_link(bodies: list[Row], links: Mapping[str, Row]) -> list[str]:
    principal = set(KINDS) - {"COMB", "SRA"}
    return [
        _named(body)
        for body in bodies
        if _current(body)
        and body["local-authority-type"] in principal
        and body["local-authority-code"] not in links
    ]


def _named(body: Row) -> str:
    return f"{body['official-name']} (`{body['local-authority-code']}`)"


def _codes_differ(bodies: list[Row], links: Mapping[str, Row]) -> list[str]:
    return [
        f"{_named(body)}: {body['gss-code']} and {links[body['local-authority-code']]['gss']}"
        for body in bodies
        if body["local-authority-code"] in links
        and links[body["local-authority-code"]]["gss"] != body["gss-code"]
    ]


def _ends(bodies: list[Row], by_code: Mapping[str, Row], gap: timedelta | None) -> list[str]:
    found = []
    for body in (body for body in bodies if body["end-date"] and body["replaced-by"]):
        starts = [
            by_code[code.strip()]["start-date"]
            for code in body["replaced-by"].split(",")
            if code.strip() in by_code
        ]
        gaps = {date.fromisoformat(start) - date.fromisoformat(body["end-date"]) for start in starts if start}
        usual = {timedelta(0), timedelta(1)}
        if (gap is not None and gap in gaps) or (gap is None and not gaps & usual):
            found.append(f"{_named(body)}: {body['end-date']}")
    return found


def _counties(bodies: list[Row], by_code: Mapping[str, Row]) -> list[str]:
    return [
        f"{_named(body)}, {body['region']}: {by_code[body['county-la']]['official-name']}, {by_code[body['county-la']]['region']}"
        for body in bodies
        if body["county-la"] in by_code
        and len({body["region"], by_code[body["county-la"]]["region"]} - {""}) == 2
    ]


def _dead_counties(bodies: list[Row], by_code: Mapping[str, Row]) -> list[str]:
    return [
        _named(body)
        for body in bodies
        if _current(body) and body["county-la"] in by_code and not _current(by_code[body["county-la"]])
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
