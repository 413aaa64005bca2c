"""The operator's commands: a service from a folder, choices from a file, each problem at its line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from patternbook.cli import main
from patternbook.web.audit.models import Event
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue.models import Adoption, Recall, Revision, Version
from tests.web.conftest import make_council

pytestmark = pytest.mark.django_db
KEY = "report_a_clock"
CHOICES = f"patternbook: 1\nadopts: {KEY}\nnation: england\nbindings:\n  team: waste\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new service with its example."""
    assert main(["new", KEY, "--in", str(tmp_path)]) == 0
    return tmp_path / KEY


@pytest.fixture
def choices(tmp_path: Path) -> Path:
    """Choices that can be adopted."""
    file = tmp_path / "adoption.yaml"
    file.write_text(CHOICES)
    return file


def run(*arguments: str) -> str:
    """What a command says when all is well."""
    said = io.StringIO()
    call_command(*arguments, stdout=said)
    return said.getvalue()


def refused(*arguments: str) -> tuple[int, str]:
    """With which code a command ends, and what it says."""
    said = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command(*arguments, stderr=said)
    return error.value.returncode, said.getvalue() + str(error.value)


def change(file: Path, old: str, new: str) -> int:
    """Replace a part of a file that is there once; gives its line."""
    text = file.read_text()
    assert text.count(old) == 1
    file.write_text(text.replace(old, new))
    return text[: text.index(old)].count("\n") + 1


def publish(folder: Path, *more: str) -> str:
    """Publish the folder as a body's."""
    return run("publish", str(folder), "--publisher", "A publisher", *more)


def test_a_folder_is_published_with_its_examples_and_credited(folder: Path) -> None:
    assert publish(folder) == f"Published {KEY} 1.0.0, by A publisher.\n"
    version = Version.objects.get(service=KEY)
    assert version.text == (folder / "service.yaml").read_text()
    assert version.examples.keys() == {"it_is_done"}
    assert Event.objects.filter(verb="version.published").count() == 1


def test_a_council_that_publishes_is_credited_by_its_name(council: Authority, folder: Path) -> None:
    run("publish", str(folder), "--publisher", council.slug)
    version = Version.objects.get(service=KEY)
    assert (version.publisher, version.publisher_name) == (council, council.name)


def test_numbers_go_on_and_a_text_is_published_once(folder: Path) -> None:
    publish(folder)
    assert "text-published" in refused("publish", str(folder), "--publisher", "A")[1]
    change(folder / "service.yaml", "What do you want to tell us?", "What is wrong with it?")
    assert publish(folder) == f"Published {KEY} 1.0.1, by A publisher.\n"
    change(folder / "service.yaml", "What is wrong with it?", "What is wrong?")
    assert publish(folder, "--number", "2.0.0") == f"Published {KEY} 2.0.0, by A publisher.\n"


def test_a_mistake_in_the_service_is_told_at_its_line(folder: Path) -> None:
    file = folder / "service.yaml"
    line = change(file, "runs: settings.answer_within", "runs: settings.answer_wihtin")
    code, said = refused("publish", str(folder), "--publisher", "A")
    assert code == 1
    assert f"{file}:{line}:" in said
    assert "error unknown-name" in said
    assert "Nothing was published." in said
    assert not Version.objects.exists()


def test_an_example_that_comes_out_otherwise_is_told_at_its_line(folder: Path) -> None:
    file = folder / "examples" / "it_is_done.yaml"
    line = change(file, "  stage: open\n", "  stage: closed\n")
    code, said = refused("publish", str(folder), "--publisher", "A")
    assert code == 1
    assert f"{file}:{line}:" in said
    assert not Version.objects.exists()


def test_a_folder_without_a_service_is_misuse(tmp_path: Path) -> None:
    code, said = refused("publish", str(tmp_path), "--publisher", "A")
    assert code == 2
    assert f"{tmp_path / 'service.yaml'} cannot be read" in said


def test_a_file_in_another_encoding_is_misuse(folder: Path) -> None:
    (folder / "service.yaml").write_bytes("title: Ŵ".encode("utf-16"))
    code, said = refused("publish", str(folder), "--publisher", "A")
    assert code == 2
    assert "not written in UTF-8" in said


def test_a_database_that_is_not_set_up_is_named_as_the_cause(folder: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'catalogue'")
    code, said = refused("publish", str(folder), "--publisher", "A")
    assert code == 2
    assert "The database is not set up." in said


def test_a_council_adopts_it_and_residents_see_it(council: Authority, folder: Path, choices: Path) -> None:
    publish(folder)
    said = run("adopt", council.slug, KEY, "--choices", str(choices), "--switch-on", "--because", "Trial.")
    assert f"{council.name} adopted {KEY} 1.0.0 as revision 1." in said
    assert f"/{council.slug}/report-a-clock/" in said
    assert Revision.objects.get().because == "Trial."
    assert Client().get(f"/{council.slug}/report-a-clock/").status_code == 200
    assert Event.objects.filter(verb="service.switched_on").count() == 1


def test_without_the_option_it_is_not_switched_on(council: Authority, folder: Path, choices: Path) -> None:
    publish(folder)
    run("adopt", council.slug, KEY, "--choices", str(choices))
    assert not Adoption.objects.get().is_on


def test_a_choice_that_cannot_be_is_told_at_its_line(council: Authority, folder: Path, choices: Path) -> None:
    publish(folder)
    choices.write_text(CHOICES + "  taem: waste\n")
    code, said = refused("adopt", council.slug, KEY, "--choices", str(choices), "--switch-on")
    assert code == 1
    assert f"{choices}:6:" in said
    assert "Did you mean 'team'?" in said
    assert not Adoption.objects.exists()


def test_what_is_missing_for_switching_on_is_told(council: Authority, folder: Path, choices: Path) -> None:
    publish(folder)
    choices.write_text(CHOICES.replace("team: waste", "team: nobody"))
    code, said = refused("adopt", council.slug, KEY, "--choices", str(choices), "--switch-on")
    assert code == 1
    assert f"{choices}:5:" in said
    assert "It was adopted, but not switched on." in said
    assert not Adoption.objects.get().is_on


def test_an_unknown_council_or_service_is_misuse(council: Authority, choices: Path) -> None:
    code, said = refused("adopt", "vale-of-larkmor", KEY, "--choices", str(choices))
    assert (code, "Did you mean 'vale-of-larkmoor'?" in said) == (2, True)
    code, said = refused("adopt", council.slug, KEY, "--choices", str(choices))
    assert (code, "is not published here" in said) == (2, True)


def test_a_version_of_no_council_is_recalled_by_command(
    council: Authority, folder: Path, choices: Path
) -> None:
    publish(folder)
    run("adopt", council.slug, KEY, "--choices", str(choices))
    why = ("--because", "A date is wrong.", "--what-to-do", "Wait for 1.0.1.")
    said = run("recall", KEY, "1.0.0", *why)
    assert said == f"Recalled {KEY} 1.0.0. Councils that run it: 1.\n"
    assert Recall.objects.get().because == "A date is wrong."
    assert Event.objects.filter(verb="adoption.told_of_recall", authority_id=council.pk).count() == 1
    code, said = refused("recall", KEY, "1.0.0", *why)
    assert (code, "recalled already" in said) == (1, True)
    elsewhere = make_council("elsewhere", "Elsewhere Council", "england")
    code, said = refused("adopt", elsewhere.slug, KEY, "--choices", str(choices))
    assert (code, "was recalled by its publisher: A date is wrong. Wait for 1.0.1." in said) == (1, True)


def test_a_councils_version_is_not_recalled_by_command(council: Authority, folder: Path) -> None:
    why = ("--because", "A date is wrong.", "--what-to-do", "Wait for 1.0.1.")
    run("publish", str(folder), "--publisher", council.slug)
    code, said = refused("recall", KEY, "1.0.0", *why)
    assert (code, f"It is {council.name}’s to recall." in said) == (2, True)
    code, said = refused("recall", KEY, "9.0.0", *why)
    assert (code, "It is not published here." in said) == (2, True)
    assert not Recall.objects.exists()
