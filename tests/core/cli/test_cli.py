"""The commands, run as somebody would run them."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from patternbook.cli import COMMANDS, main
from patternbook.cli.command import Command
from patternbook.cli.documentation import markdown

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "cli.md"
MISSED_BIN = Path(__file__).parents[3] / "src/patternbook/library/services/missed_bin"
ANSWERS = "The clock stands still.\nAda Example\nada@example.org\n\n"


@pytest.fixture
def started(tmp_path: Path) -> Path:
    assert main(["new", "report_a_clock", "--in", str(tmp_path)]) == 0
    return tmp_path / "report_a_clock"


def test_a_new_service_passes_its_checks_its_format_and_its_example(
    started: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["check", str(started)]) == 0
    assert capsys.readouterr().out == "No problems.\n"
    assert main(["format", "--check", str(started)]) == 0
    assert main(["test", str(started)]) == 0
    assert "1 example, all passed." in capsys.readouterr().out


def test_new_does_not_write_over_a_folder(started: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "report_a_clock", "--in", str(started.parent)]) == 2
    assert "is there already" in capsys.readouterr().err


def test_a_new_service_tells_an_editor_where_the_schema_lies(
    started: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file, kind in (
        (started / "service.yaml", "service"),
        (started / "examples/it_is_done.yaml", "example"),
    ):
        first, _, _ = file.read_text().partition("\n")
        says, _, where = first.partition("$schema=")
        assert says == "# yaml-language-server: "
        capsys.readouterr()
        assert main(["schema", kind]) == 0
        assert (file.parent / where).read_text() == capsys.readouterr().out


def test_a_schema_that_is_there_is_not_written_over(started: Path) -> None:
    mine = started.parent / "service.schema.json"
    mine.write_text("{}")
    assert main(["new", "report_a_bell", "--in", str(started.parent)]) == 0
    assert mine.read_text() == "{}"


def test_new_wants_a_key(tmp_path: Path) -> None:
    assert main(["new", "Report a clock", "--in", str(tmp_path)]) == 2
    assert list(tmp_path.iterdir()) == []


def test_check_reports_every_problem_with_its_place(
    started: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = started / "service.yaml"
    text = file.read_text().replace("runs: settings.answer_within", "runs: settings.answer_wihtin")
    file.write_text(text.replace("((clocks.answer.due))", "((clocks.anser.due))"))
    line = next(n for n, said in enumerate(text.splitlines(), start=1) if "answer_wihtin" in said)
    capsys.readouterr()
    assert main(["check", str(file), "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert {problem["code"] for problem in problems} == {"unknown-name", "unused"}
    assert line in {problem["line"] for problem in problems}
    assert len(problems) >= 3


def test_check_of_a_file_that_is_not_there_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere.yaml"]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_an_unknown_command_is_misuse() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["chekc"])
    assert stopped.value.code == 2


def test_format_writes_canonically_and_keeps_comments(
    started: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = started / "service.yaml"
    canonical = file.read_text()
    file.write_text(
        canonical.replace("function: other\n", "").replace("title: ", "function: other\ntitle: ", 1)
    )
    assert main(["format", "--check", str(file)]) == 1
    assert main(["format", str(file)]) == 0
    assert file.read_text() == canonical
    assert canonical.startswith("# ")


def test_format_refuses_what_it_cannot_read(started: Path) -> None:
    file = started / "service.yaml"
    broken = file.read_text() + "nonsense: true\n"
    file.write_text(broken)
    assert main(["format", str(file)]) == 1
    assert file.read_text() == broken


def test_test_names_the_example_that_fails(started: Path, capsys: pytest.CaptureFixture[str]) -> None:
    example = started / "examples" / "it_is_done.yaml"
    example.write_text(example.read_text().replace("stage: closed", "stage: open"))
    assert main(["test", str(started)]) == 1
    out = capsys.readouterr().out
    assert "failed it_is_done.yaml" in out
    assert "it_is_done.yaml:" in out


def test_test_of_a_service_that_the_library_does_not_have(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "mised_bin"]) == 2
    assert "Did you mean 'missed_bin'?" in capsys.readouterr().err


def test_try_walks_to_the_end(
    started: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(ANSWERS))
    assert main(["try", str(started), "--now", "2026-11-23T09:00"]) == 0
    out = capsys.readouterr().out
    assert "  What do you want to tell us? The clock stands still.\n" in out
    assert "  Full name: Ada Example\n" in out
    assert "?:" not in out
    assert "this can be submitted" in out


def test_try_says_what_has_to_be_put_right(
    started: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    assert main(["try", str(started)]) == 0
    out = capsys.readouterr().out
    assert "  ! " in out
    assert "Stopped before the end." in out


def test_explain_says_questions_limits_and_clocks(started: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(started)]) == 0
    out = capsys.readouterr().out
    assert "What do you want to tell us? (`what`, long_text)" in out
    assert "usually 5 working days" in out
    assert "Stops when the task “answer” ends." in out


def test_stamp_marks_a_translation_once(started: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = started / "service.yaml"
    file.write_text(
        file.read_text().replace(
            "title: Report a clock\n", "title:\n  en: Report a clock\n  cy: Rhoi gwybod am gloc\n"
        )
    )
    assert main(["stamp", str(file)]) == 0
    assert "  of: " in file.read_text()
    capsys.readouterr()
    assert main(["stamp", str(file)]) == 0
    assert ": 0 texts marked" in capsys.readouterr().out


def test_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "example"]) == 0
    assert "$defs" in json.loads(capsys.readouterr().out)


def test_the_command_runs_on_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "patternbook.cli", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("patternbook ")


def test_the_reference_is_current() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == markdown()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_says_what_it_does(command: Command) -> None:
    assert f"## patternbook {command.name}" in markdown()


def test_explain_says_what_a_letter_stands_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(MISSED_BIN)]) == 0
    said = capsys.readouterr().out
    assert "if the report of the collection is “not due”" in said
    assert "the kind of the collection “a” is assisted" in said
    assert "the journey ends: “It is too late to report this collection”." in said
    assert (
        "The report is withdrawn (`withdraw`, by resident, contact centre); the case goes to “Withdrawn”."
        in said
    )
    for badly in (
        " of for ",
        "the the ",
        "not not ",
        " of c ",
        "for c ",
        "whether the report disputes what the crew logged is",
    ):
        assert badly not in said, badly
