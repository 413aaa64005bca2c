"""A council set up from a file: looks, teams and people, all or nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from patternbook.web.audit.models import Event
from patternbook.web.authorities.models import Authority, Brand, Membership, Person, Team

pytestmark = pytest.mark.django_db
FILE = """
council: vale-of-larkmoor
colours: {header: "#14465a"}
telephone: 01632 960 001
email: help@larkmoor.example
contact: {hours_en: 9am to 5pm}
teams: {streets: Streets, waste: Waste}
people:
  - {name: Dee Example, email: Dee@larkmoor.example, role: officer, teams: [streets, waste]}
  - {name: Eve Example, email: eve@larkmoor.example, role: administrator, teams: []}
"""


def run(file: Path, text: str) -> str:
    """What the command says about a file with this text."""
    file.write_text(text)
    said = io.StringIO()
    call_command("set_up_council", str(file), stdout=said)
    return said.getvalue()


def refused(file: Path, text: str) -> str:
    """What the command says before it ends with 1."""
    file.write_text(text)
    said = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("set_up_council", str(file), stderr=said)
    assert error.value.returncode == 1
    return said.getvalue() + str(error.value)


@pytest.fixture
def file(tmp_path: Path, council: Authority) -> Path:
    """Where the file lies; the council is in the register."""
    return tmp_path / "council.yaml"


def test_looks_teams_and_people_are_set_up_and_can_sign_in(file: Path, council: Authority) -> None:
    said = run(file, FILE)
    assert Brand.objects.get(authority=council).colours == {"header": "#14465a"}
    assert Team.objects.get(authority=council, key="streets").name == "Streets"
    assert Membership.objects.filter(person__email="dee@larkmoor.example").count() == 2
    password = said.split("dee@larkmoor.example, password ")[1].split()[0]
    client = Client()
    client.post("/staff/sign-in", {"email": "dee@larkmoor.example", "password": password})
    assert client.get(f"/staff/{council.slug}/").status_code == 200


def test_done_again_it_gives_no_new_passwords_and_no_second_accounts(file: Path) -> None:
    run(file, FILE)
    before = (Person.objects.count(), Membership.objects.count(), Team.objects.count())
    assert "password" not in run(file, FILE)
    assert (Person.objects.count(), Membership.objects.count(), Team.objects.count()) == before


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("telephone:", "telefone:", "Did you mean 'telephone'?"),
        ("role: officer", "role: oficer", "'oficer' is no role"),
        ("[streets, waste]", "[streats]", "Did you mean 'streets'?"),
        ("Dee@larkmoor.example", "Dee", "'Dee' is no email address"),
        ("name: Dee Example, ", "", "In person 1, there is no name."),
        ("telephone: 01632 960 001", "telephone: 01632", "must be a text"),
        ("{streets: Streets, waste: Waste}", "[streets]", "'teams' must be"),
        ("council: vale-of-larkmoor", "council: vale-of-larkmore", "Did you mean 'vale-of-larkmoor'?"),
        ("council: vale-of-larkmoor", "", "does not say which council"),
        ("#14465a", "#ffffff", "Not enough contrast"),
        (FILE, "people", "must begin with 'council:'"),
        (FILE, "a: [", "not YAML"),
    ],
)
def test_a_wrong_file_sets_nothing_up(file: Path, old: str, new: str, says: str) -> None:
    people, events = Person.objects.count(), Event.objects.count()
    assert says in refused(file, FILE.replace(old, new))
    assert (Person.objects.count(), Event.objects.count()) == (people, events)


def test_everything_that_is_wrong_is_told_at_once(file: Path) -> None:
    said = refused(file, FILE.replace("role: officer", "role: x").replace("eve@", "eve"))
    assert "'x' is no role" in said
    assert "is no email address" in said


def test_a_file_that_is_not_there_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as error:
        call_command("set_up_council", str(tmp_path / "none.yaml"))
    assert error.value.returncode == 2
