"""Settings are checked at start-up, all at once, and each is documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from patternbook.web.environment import SETTINGS, read_environment
from patternbook.web.kit import checks

ROOT = Path(__file__).parents[3]
REFERENCE = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
GOOD = {
    "PATTERNBOOK_SECRET_KEY": "k" * 50,
    "PATTERNBOOK_HOSTS": "services.example.org,.example.net",
    "PATTERNBOOK_ADDRESS": "https://services.example.org",
    "PATTERNBOOK_SMTP_HOST": "mail.example.org",
    "PATTERNBOOK_EMAIL_FROM": "services@example.org",
}


def ids(**changed: str) -> list[str]:
    return [wrong.id for wrong in read_environment(GOOD | changed).problems]


def test_good_settings_are_good() -> None:
    environment = read_environment(GOOD)
    assert environment.problems == ()
    assert environment.https
    assert environment.trusted_origins == ("https://services.example.org", "https://*.example.net")


@pytest.mark.parametrize("name", sorted(GOOD))
def test_each_required_setting_is_missed(name: str) -> None:
    problems = read_environment({key: value for key, value in GOOD.items() if key != name}).problems
    assert len(problems) == 1
    assert name in problems[0].message
    assert problems[0].hint


@pytest.mark.parametrize(
    ("changed", "id"),
    [
        ({"PATTERNBOOK_MODE": "prod"}, "patternbook.E002"),
        ({"PATTERNBOOK_SECRET_KEY": "short"}, "patternbook.E001"),
        ({"PATTERNBOOK_HOSTS": "*"}, "patternbook.E004"),
        ({"PATTERNBOOK_ADDRESS": "services.example.org"}, "patternbook.E005"),
        ({"PATTERNBOOK_ADDRESS": "https://services.example.org/path"}, "patternbook.E005"),
        ({"DATABASE_URL": "mysql://localhost/x"}, "patternbook.E006"),
        ({"PATTERNBOOK_SMTP_PORT": "smtp"}, "patternbook.E003"),
        ({"PATTERNBOOK_SMTP_SECURITY": "ssl3"}, "patternbook.E002"),
        ({"PATTERNBOOK_PROXIES": "-1"}, "patternbook.E003"),
        ({"PATTERNBOOK_HTTPS": "maybe"}, "patternbook.E002"),
    ],
)
def test_each_wrong_setting_has_its_id(changed: dict[str, str], id: str) -> None:
    assert ids(**changed) == [id]


def test_a_misspelt_name_is_told_with_the_nearest() -> None:
    (wrong,) = read_environment(GOOD | {"PATTERNBOOK_HOST": "x"}).problems
    assert (wrong.id, wrong.hint) == ("patternbook.E008", "Did you mean 'PATTERNBOOK_HOSTS'?")


def test_the_public_secret_is_refused_in_production() -> None:
    demonstration = read_environment({"PATTERNBOOK_MODE": "demonstration"})
    assert demonstration.problems == ()
    assert ids(PATTERNBOOK_SECRET_KEY=demonstration.secret_key) == ["patternbook.E001"]


def test_secrets_are_not_shown() -> None:
    environment = read_environment(
        GOOD
        | {"DATABASE_URL": "postgresql://u:hidden-one@h/n", "PATTERNBOOK_SMTP_PASSWORD": "hidden-two",
           "PATTERNBOOK_OS_PLACES_KEY": "hidden-three", "PATTERNBOOK_OLD_SECRET_KEYS": "hidden-four"}
    )  # fmt: skip
    assert "hidden" not in repr(environment)
    assert "kkkk" not in repr(environment)


def test_database_addresses() -> None:
    postgresql = read_environment(
        GOOD | {"DATABASE_URL": "postgresql://u%40x:p%2Fw@db:5433/councils"}
    ).database
    assert [postgresql[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "u@x",
        "p/w",
        "db",
        "5433",
        "councils",
    ]
    pooled = read_environment(
        GOOD | {"DATABASE_URL": "postgresql://db/councils", "PATTERNBOOK_DATABASE_POOL": "5"}
    ).database
    assert (pooled["OPTIONS"]["pool"]["max_size"], pooled["CONN_MAX_AGE"]) == (5, 0)
    sqlite = read_environment(GOOD | {"DATABASE_URL": "sqlite:////srv/council.sqlite3"}).database
    assert sqlite["NAME"] == "/srv/council.sqlite3"
    assert "synchronous=FULL" in sqlite["OPTIONS"]["init_command"]
    assert "journal_mode=WAL" in sqlite["OPTIONS"]["init_command"]
    relative = read_environment(GOOD | {"DATABASE_URL": "sqlite:///here/council.sqlite3"}).database
    assert relative["NAME"] == "here/council.sqlite3"


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_each_setting_is_documented(setting: object) -> None:
    name, meaning = setting.name, setting.meaning  # type: ignore[attr-defined]  # given by parametrize as object
    assert f"| `{name}` | {meaning}" in REFERENCE


def test_nothing_else_is_documented_and_each_id_is() -> None:
    known = {setting.name for setting in SETTINGS} | {"DATABASE_URL"}
    assert set(re.findall(r"^\| `([A-Z_]+)`", REFERENCE, re.MULTILINE)) == known
    source = "".join(
        (ROOT / "src/patternbook/web" / name).read_text(encoding="utf-8")
        for name in ("environment.py", "kit/checks.py")
    )
    assert set(re.findall(r"patternbook\.E\d+", REFERENCE)) == set(re.findall(r"patternbook\.E\d+", source))


def test_system_checks_pass_here() -> None:
    assert checks.environment_is_usable() == []
    assert checks.effects_resolve() == []


def test_an_effect_that_leads_nowhere_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(checks.EFFECTS, "lost", "patternbook.web.cases.actions.there_is_no_such_thing")
    assert [wrong.id for wrong in checks.effects_resolve()] == ["patternbook.E009"]
