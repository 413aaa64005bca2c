"""Comparing, merging, adopting and upgrading from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from patternbook.cli import main
from patternbook.cli.adopted import read_record
from tests.core.changes.texts import SMALL

GARDEN = "label: Garden waste"
FEE = "default: £37.50"
EXAMPLE = """\
example: A skip on the road
now: 2026-11-23 09:00
answers:
  kind: garden
  road: true
  lights: false
expect:
  submitted: true
  stage: deciding
"""

Captured = pytest.CaptureFixture[str]


def write(path: Path, *exchanges: tuple[str, str]) -> str:
    text = SMALL
    for old, new in exchanges:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


# diff


def test_diff_says_in_sentences_what_changed(tmp_path: Path, capsys: Captured) -> None:
    before, after = write(tmp_path / "a.yaml"), write(tmp_path / "b.yaml", (FEE, "default: £40"), (GARDEN, "label: Green waste"))  # fmt: skip
    assert main(["diff", before, after]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "What the service does",
        "- The setting “Fee for a permit” is now usually £40 instead of £37.50.",
        "Words",
        "- Changes the words of the answer “Garden waste” of the question “What will you put in the skip?”: "
        "“Green waste” instead of “Garden waste”.",
    ]


def test_diff_can_fail_where_something_changed_as_git_does(tmp_path: Path, capsys: Captured) -> None:
    before, after = write(tmp_path / "a.yaml"), write(tmp_path / "b.yaml", (FEE, "default: £40"))
    assert main(["diff", before, after, "--exit-code"]) == 1
    assert main(["diff", before, before, "--exit-code"]) == 0
    assert capsys.readouterr().out.endswith("Nothing changed.\n")


def test_diff_gives_its_sentences_as_json(tmp_path: Path, capsys: Captured) -> None:
    before, after = write(tmp_path / "a.yaml"), write(tmp_path / "b.yaml", ("days(10)", "days(5)"))
    assert main(["diff", before, after, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "changes": [
            {
                "path": ["process", "clocks", "decide", "runs"],
                "severity": "law",
                "says": "The time limit “Decide in time” is now 5 days instead of 10 days.",
            }
        ]
    }


def test_diff_takes_a_folder_and_the_key_of_a_shipped_service(tmp_path: Path, capsys: Captured) -> None:
    write(tmp_path / "skip" / "service.yaml")
    assert main(["diff", "missed_bin", "missed_bin"]) == 0
    assert main(["diff", str(tmp_path / "skip"), str(tmp_path / "skip")]) == 0
    assert capsys.readouterr().out == "Nothing changed.\nNothing changed.\n"


def test_diff_of_files_of_two_kinds_is_misuse(tmp_path: Path, capsys: Captured) -> None:
    service = write(tmp_path / "a.yaml")
    example = tmp_path / "b.yaml"
    example.write_text(EXAMPLE)
    assert main(["diff", service, str(example)]) == 2
    assert "These are files of different kinds: " in capsys.readouterr().err


def test_diff_says_why_a_file_cannot_be_read(tmp_path: Path, capsys: Captured) -> None:
    before, after = write(tmp_path / "a.yaml"), write(tmp_path / "b.yaml", ("service: skip\n", "service: skip\nnonsense: true\n"))  # fmt: skip
    assert main(["diff", before, after]) == 1
    assert "b.yaml:3:1: error unknown-field" in capsys.readouterr().out


# merge


def test_merge_joins_what_both_sides_changed(tmp_path: Path, capsys: Captured) -> None:
    base = write(tmp_path / "base.yaml")
    one = write(tmp_path / "one.yaml", (FEE, "default: £40"))
    other = write(tmp_path / "other.yaml", (GARDEN, "label: Green waste"))
    both = write(tmp_path / "both.yaml", (FEE, "default: £40"), (GARDEN, "label: Green waste"))
    assert main(["merge", base, f"library={one}", f"council={other}"]) == 0
    assert capsys.readouterr().out == Path(both).read_text()


def test_merge_tells_each_conflict_marks_it_and_takes_a_decision(tmp_path: Path, capsys: Captured) -> None:
    base = write(tmp_path / "base.yaml")
    sides = [
        f"library={write(tmp_path / 'one.yaml', (FEE, 'default: £40'))}",
        f"council={write(tmp_path / 'other.yaml', (FEE, 'default: £50'))}",
    ]
    to = tmp_path / "merged.yaml"
    assert main(["merge", base, *sides, "--to", str(to)]) == 1
    said = capsys.readouterr().err
    conflict = said.partition("conflict ")[2].partition(":")[0]
    assert "council: The setting “Fee for a permit” is now usually £50 instead of £37.50." in said
    assert f"  # CONFLICT {conflict}: " in to.read_text()
    assert main(["check", str(to)]) == 1
    assert "has no field 'conflicts_to_decide'" in capsys.readouterr().out
    assert main(["merge", base, *sides, "--to", str(to), "--decide", f"{conflict}=council"]) == 0
    assert to.read_text() == (tmp_path / "other.yaml").read_text()


def test_merge_fails_where_the_result_does_not_fit_together(tmp_path: Path, capsys: Captured) -> None:
    base = write(tmp_path / "base.yaml")
    gone = write(tmp_path / "one.yaml", ("    show: kind == \"building\" && road\n", ""), ("  where:\n    questions:\n      road:\n        ask: yes_no\n        label: Is the skip on the road?\n", ""), ("    show: road\n", ""))  # fmt: skip
    used = write(tmp_path / "other.yaml", ("    questions:\n      weight:", "    button: Go on\n    questions:\n      weight:"), ("lights.or(false)", "road"))  # fmt: skip
    assert main(["merge", base, f"library={gone}", f"council={used}"]) == 1
    assert "error unknown-name" in capsys.readouterr().err


def test_merge_lets_only_the_owner_change_what_is_locked(tmp_path: Path, capsys: Captured) -> None:
    base = write(tmp_path / "base.yaml")
    sides = [
        f"library={write(tmp_path / 'one.yaml', (FEE, 'default: £40'))}",
        f"council={write(tmp_path / 'other.yaml', ('within 28 days', 'within 14 days'))}",
    ]
    assert main(["merge", base, *sides, "--owner", "library"]) == 1
    assert "Highways Act 1980, section 140 fixes this part." in capsys.readouterr().err
    assert main(["merge", base, *sides, "--owner", "council"]) == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["service.yaml"], "is no side. Write it as NAME=FILE"),
        (["base=SELF"], "is no side. Write it as NAME=FILE"),
        (["a=SELF", "a=SELF"], "Two sides have the same name."),
        (["a=SELF", "--owner", "b"], "No side is called 'b'. The sides are: a."),
        (["a=SELF", "--decide", "x"], "is no decision. Write it as ID=NAME, where NAME is: a, base."),
        (["a=SELF", "--decide", "x=b"], "is no decision."),
        (["a=nowhere.yaml"], "cannot be read"),
    ],
)
def test_merge_says_how_it_is_used(arguments: list[str], says: str, tmp_path: Path, capsys: Captured) -> None:
    base = write(tmp_path / "base.yaml")
    assert main(["merge", base, *(each.replace("SELF", base) for each in arguments)]) == 2
    assert says in capsys.readouterr().err


def test_merge_says_why_a_side_cannot_be_read(tmp_path: Path, capsys: Captured) -> None:
    base, broken = write(tmp_path / "base.yaml"), write(tmp_path / "b.yaml", ("service: skip\n", "service: skip\nnonsense: true\n"))  # fmt: skip
    assert main(["merge", base, f"a={broken}"]) == 1
    assert "unknown-field" in capsys.readouterr().out


# adopt


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A published service with an example."""
    folder = tmp_path / "published"
    write(folder / "service.yaml")
    (folder / "examples").mkdir()
    (folder / "examples" / "road.yaml").write_text(EXAMPLE)
    return folder


@pytest.fixture
def adopted(published: Path, tmp_path: Path, capsys: Captured) -> Path:
    folder = tmp_path / "ours"
    assert main(["adopt", str(published), "--to", str(folder)]) == 0
    capsys.readouterr()
    return folder


def test_adopt_makes_a_folder_that_passes_its_checks_and_examples(adopted: Path, capsys: Captured) -> None:
    assert sorted(str(path.relative_to(adopted)) for path in adopted.rglob("*") if path.is_file()) == [
        "adopted.json", "adoption.yaml", "base.yaml", "examples/road.yaml", "service.yaml",
    ]  # fmt: skip
    assert main(["check", str(adopted)]) == 0
    assert main(["test", str(adopted)]) == 0
    assert (adopted / "base.yaml").read_text() == (adopted / "service.yaml").read_text() == SMALL


def test_every_setting_and_binding_stands_ready_to_be_filled_in(tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "bins"
    assert main(["adopt", "missed_bin", "--to", str(folder), "--nation", "wales"]) == 0
    text = (folder / "adoption.yaml").read_text()
    assert (
        "# The time by which bins must be out (time). Usually 06:30. At least 06:00 (Crews do not begin before 6am.). By Environmental Protection Act 1990, section 46."
        in text
    )
    assert "#   # The team that checks reports (team).\n#   contact_centre: …\n" in text
    filled = [
        line.removeprefix("# ")
        for line in text.splitlines()
        if not line.startswith(("# Each", "# the", "# say", "# Who"))
    ]
    (folder / "adoption.yaml").write_text("\n".join(filled) + "\n")
    capsys.readouterr()
    assert main(["check", str(folder / "adoption.yaml")]) == 0
    assert len(list((folder / "examples").iterdir())) > 50
    assert main(["check", str(folder)]) == 0


def test_what_must_be_chosen_says_so(tmp_path: Path) -> None:
    source = write(tmp_path / "skip" / "service.yaml", ("    default: £37.50\n", ""))
    assert main(["adopt", source, "--to", str(tmp_path / "ours")]) == 0
    assert "Fee for a permit (money). It must be chosen." in (tmp_path / "ours" / "adoption.yaml").read_text()


def test_a_service_without_settings_and_bindings_has_nothing_to_fill_in(tmp_path: Path) -> None:
    settings = SMALL[SMALL.index("settings:\n") : SMALL.index("values:\n")]
    source = write(
        tmp_path / "skip" / "service.yaml",
        (settings, ""),
        ("It can stay for ((settings.days)) days.", "Good."),
    )
    assert main(["adopt", source, "--to", str(tmp_path / "ours")]) == 0
    assert (
        tmp_path / "ours" / "adoption.yaml"
    ).read_text() == "patternbook: 1\nadopts: skip\nnation: england\n"


def test_adopt_takes_a_services_own_steps_along(published: Path, tmp_path: Path) -> None:
    (published / "steps").mkdir()
    (published / "steps" / "when.yaml").write_text(
        "patternbook: 1\nstep: when\npage:\n  questions:\n    when: {ask: date, label: When?}\n"
    )
    (published / "service.yaml").write_text(SMALL.replace("pages:\n", "pages:\n  when:\n    use: when\n", 1))
    assert main(["adopt", str(published), "--to", str(tmp_path / "ours")]) == 0
    assert main(["check", str(tmp_path / "ours")]) == 0


@pytest.mark.parametrize(("more", "says"), [([], "is there already"), (["--nation", "wales"], "is not written for wales. It is for: england, scotland.")])  # fmt: skip
def test_adopt_says_why_it_does_nothing(more: list[str], says: str, published: Path, tmp_path: Path, capsys: Captured) -> None:  # fmt: skip
    to = tmp_path / ("new" if more else "published")
    assert main(["adopt", str(published), "--to", str(to), *more]) == 2
    assert says in capsys.readouterr().err


def test_a_broken_service_is_not_adopted(published: Path, tmp_path: Path, capsys: Captured) -> None:
    write(published / "service.yaml", ("service: skip\n", "service: skip\nnonsense: true\n"))
    assert main(["adopt", str(published), "--to", str(tmp_path / "ours")]) == 1
    assert not (tmp_path / "ours").exists()
    assert "unknown-field" in capsys.readouterr().out


# upgrade


def newer(published: Path, *exchanges: tuple[str, str]) -> str:
    write(published / "service.yaml", *exchanges)
    return str(published)


def test_an_upgrade_joins_both_and_keeps_what_the_council_changed(adopted: Path, published: Path, capsys: Captured) -> None:  # fmt: skip
    write(adopted / "service.yaml", (GARDEN, "label: Green waste"))
    to = newer(published, (FEE, "default: £40"))
    assert main(["upgrade", str(adopted), "--to", to]) == 0
    said = capsys.readouterr().out
    assert (
        "# What the library changed\nWhat the service does\n- The setting “Fee for a permit” is now usually £40 instead of £37.50.\n"
        in said
    )
    assert "# What you changed\nWords\n- Changes the words of the answer “Garden waste”" in said
    assert (
        "# What it touches\n- The setting “Fee for a permit” is now usually £40 instead of £37.50.\n" in said
    )
    assert "0 conflicts, 0 problems, 0 differences in 1 example.\n" in said
    assert (adopted / "service.yaml").read_text() == SMALL.replace(FEE, "default: £40").replace(GARDEN, "label: Green waste")  # fmt: skip
    assert (adopted / "base.yaml").read_text() == SMALL.replace(FEE, "default: £40")
    assert main(["upgrade", str(adopted), "--to", to]) == 0  # again changes nothing
    assert (adopted / "service.yaml").read_text() == SMALL.replace(FEE, "default: £40").replace(GARDEN, "label: Green waste")  # fmt: skip


def test_a_dry_run_only_tells(adopted: Path, published: Path, capsys: Captured) -> None:
    before = {path: path.read_text() for path in adopted.rglob("*.*")}
    assert main(["upgrade", str(adopted), "--to", newer(published, (FEE, "default: £40")), "--dry-run"]) == 0
    assert capsys.readouterr().out.endswith("Nothing is written: this was a dry run.\n")
    assert {path: path.read_text() for path in adopted.rglob("*.*")} == before


def test_an_open_conflict_stops_the_upgrade_until_it_is_decided_and_is_not_asked_twice(
    adopted: Path, published: Path, capsys: Captured
) -> None:
    ours = write(adopted / "service.yaml", (FEE, "default: £50"))
    mine = Path(ours).read_text()
    to = newer(published, (FEE, "default: £40"))
    assert main(["upgrade", str(adopted), "--to", to]) == 1
    said = capsys.readouterr().out
    assert "Nothing is written, because something is open." in said
    assert Path(ours).read_text() == mine
    conflict = said.partition("# What is open\n- ")[2].partition(":")[0]
    assert main(["upgrade", str(adopted), "--to", to, "--decide", f"{conflict}=council"]) == 0
    assert Path(ours).read_text() == mine
    assert read_record(adopted).decisions == {conflict: "council"}
    # the same question again, from the same base: nobody is asked
    (adopted / "base.yaml").write_text(SMALL)
    capsys.readouterr()
    assert main(["upgrade", str(adopted), "--to", to]) == 0
    assert Path(ours).read_text() == mine


def test_an_open_upgrade_can_be_written_with_its_conflicts_marked(adopted: Path, published: Path, capsys: Captured) -> None:  # fmt: skip
    ours = Path(write(adopted / "service.yaml", (FEE, "default: £50")))
    assert main(["upgrade", str(adopted), "--to", newer(published, (FEE, "default: £40")), "--write"]) == 1
    assert "    # CONFLICT " in ours.read_text()
    assert main(["check", str(ours)]) == 1


def test_an_example_that_comes_out_otherwise_stops_the_upgrade(adopted: Path, published: Path, capsys: Captured) -> None:  # fmt: skip
    (adopted / "examples" / "own.yaml").write_text(EXAMPLE.replace("stage: deciding", "stage: granted"))
    assert main(["upgrade", str(adopted), "--to", newer(published, (FEE, "default: £40"))]) == 1
    said = capsys.readouterr().out
    assert "examples/own.yaml:9:10: error stage-differs" in said
    assert "1 difference in 2 examples" in said


def test_examples_follow_the_library_unless_the_council_changed_them(adopted: Path, published: Path) -> None:
    own = EXAMPLE.replace("A skip on the road", "Our road")
    (published / "examples" / "road.yaml").write_text(EXAMPLE.replace("A skip on the road", "On the road"))
    (published / "examples" / "more.yaml").write_text(EXAMPLE)
    to = newer(published, (FEE, "default: £40"))
    assert main(["upgrade", str(adopted), "--to", to]) == 0
    assert "On the road" in (adopted / "examples" / "road.yaml").read_text()
    (adopted / "examples" / "road.yaml").write_text(own)
    (published / "examples" / "more.yaml").unlink()
    assert main(["upgrade", str(adopted), "--to", newer(published, (FEE, "default: £41"))]) == 0
    assert (adopted / "examples" / "road.yaml").read_text() == own
    assert not (adopted / "examples" / "more.yaml").exists()


def test_an_example_that_cannot_be_read_is_open(adopted: Path, published: Path, capsys: Captured) -> None:
    (adopted / "examples" / "own.yaml").write_text("example: Nothing\n")
    assert main(["upgrade", str(adopted), "--to", newer(published)]) == 1
    assert "examples/own.yaml:1:1: error missing-field" in capsys.readouterr().out


def test_a_merged_text_that_does_not_fit_together_is_open(
    adopted: Path, published: Path, capsys: Captured
) -> None:
    write(adopted / "service.yaml", ("lights.or(false)", "road"))
    to = newer(published, ("    show: kind == \"building\" && road\n", ""), ("  where:\n    questions:\n      road:\n        ask: yes_no\n        label: Is the skip on the road?\n", ""), ("    show: road\n", ""))  # fmt: skip
    assert main(["upgrade", str(adopted), "--to", to]) == 1
    assert "error unknown-name" in capsys.readouterr().out


def test_a_councils_choices_follow_a_renamed_setting_with_their_comments(adopted: Path, published: Path, capsys: Captured) -> None:  # fmt: skip
    (adopted / "adoption.yaml").write_text(
        "patternbook: 1\nadopts: skip\nnation: england\nsettings:\n  # agreed in June\n  fee:\n    values:\n      - value: £50\nnotes: Ours.\n"
    )
    to = newer(published, ("  fee:\n", "  charge:\n    was: fee\n"))
    assert main(["upgrade", str(adopted), "--to", to]) == 0
    text = (adopted / "adoption.yaml").read_text()
    assert "  charge:\n    values:\n      - value: £50\n" in text
    assert "# agreed in June" in text


def test_an_upgrade_needs_no_adoption_file(adopted: Path, published: Path) -> None:
    (adopted / "adoption.yaml").unlink()
    (adopted / "adopted.json").unlink()
    assert main(["upgrade", str(adopted), "--to", newer(published, (FEE, "default: £40"))]) == 0
    assert not (adopted / "adoption.yaml").exists()


def test_a_shipped_service_is_upgraded_with_its_shipped_examples(tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "bins"
    assert main(["adopt", "missed_bin", "--to", str(folder)]) == 0
    for example in sorted((folder / "examples").iterdir())[2:]:
        example.unlink()
    assert main(["upgrade", str(folder), "--to", "missed_bin", "--dry-run"]) == 0
    assert "0 conflicts, 0 problems, 0 differences in 75 examples." in capsys.readouterr().out


@pytest.mark.parametrize("text", ["{", "[]", '{"examples": {}}', '{"examples": [], "decisions": {}}'])
def test_a_broken_record_is_misuse(text: str, adopted: Path, published: Path, capsys: Captured) -> None:
    (adopted / "adopted.json").write_text(text)
    assert main(["upgrade", str(adopted), "--to", str(published)]) == 2
    assert "adopted.json cannot be read." in capsys.readouterr().err


def test_an_upgrade_says_why_a_text_cannot_be_read(adopted: Path, published: Path, capsys: Captured) -> None:
    to = newer(published, ("service: skip\n", "service: skip\nnonsense: true\n"))
    assert main(["upgrade", str(adopted), "--to", to]) == 1
    assert "unknown-field" in capsys.readouterr().out


def test_a_librarys_own_steps_come_along_and_are_never_changed_under_a_council(
    adopted: Path, published: Path, capsys: Captured
) -> None:
    step = "patternbook: 1\nstep: when\npage:\n  questions:\n    when: {ask: date, label: When?, optional: true}\n"
    to = newer(published, ("pages:\n", "pages:\n  when:\n    use: when\n"))
    (published / "steps").mkdir()
    (published / "steps" / "when.yaml").write_text(step)
    assert main(["upgrade", str(adopted), "--to", to]) == 0
    assert (adopted / "steps" / "when.yaml").read_text() == step
    (published / "steps" / "when.yaml").write_text(step.replace("When?", "Which day?"))
    capsys.readouterr()
    assert main(["upgrade", str(adopted), "--to", to]) == 1
    assert "- steps/when.yaml: yours is not the library's." in capsys.readouterr().out
    assert (adopted / "steps" / "when.yaml").read_text() == step
