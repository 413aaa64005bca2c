"""Two branches of one repository, merged by git with our driver."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from patternbook.cli import main
from tests.core.changes.texts import SMALL

FEE = "default: £37.50"
GARDEN = "label: Garden waste"
GUIDE = (Path(__file__).parents[3] / "docs" / "how-to" / "keep-services-in-git.md").read_text(
    encoding="utf-8"
)
# As the guide says, with the command of this environment.
ATTRIBUTES = re.search(r"```gitattributes\n(.*?)```", GUIDE, re.DOTALL).group(1)  # type: ignore[union-attr]
DRIVER = re.search(r'merge.patternbook.driver "patternbook (.*)"', GUIDE).group(1)  # type: ignore[union-attr]

Captured = pytest.CaptureFixture[str]


class Repository:
    """A repository in which services are merged by our driver."""

    def __init__(self, folder: Path, more: str = "") -> None:
        self.folder = folder
        self.git("init", "--quiet", "--initial-branch", "main")
        self.git("config", "user.name", "Ada Example")
        self.git("config", "user.email", "ada@example.org")
        self.git("config", "merge.patternbook.name", "merge of Patternbook")
        self.git("config", "merge.patternbook.driver", f"{sys.executable} -m patternbook.cli {DRIVER}{more}")
        self.commit(".gitattributes", ATTRIBUTES)

    def git(self, *arguments: str, fails: bool = False) -> str:
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def commit(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.git("add", name)
        self.git("commit", "--quiet", "--message", f"Change {name}")

    def branches(self, name: str, base: str, theirs: str, ours: str) -> None:
        """A file that was changed on both branches; `main` is checked out."""
        self.commit(name, base)
        self.git("checkout", "--quiet", "-b", "library")
        self.commit(name, theirs)
        self.git("checkout", "--quiet", "main")
        self.commit(name, ours)

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_git_joins_two_branches_by_what_they_mean(repository: Repository) -> None:
    # Both change the same line of the list, which a merge by lines cannot join.
    theirs = SMALL.replace("nations: [england, scotland]", "nations: [england, scotland, wales]").replace(
        "£37.50", "£40"
    )
    ours = SMALL.replace("nations: [england, scotland]", "nations: [england]").replace(
        "  fee:\n", "  # agreed in June\n  fee:\n"
    )
    repository.branches("services/skip/service.yaml", SMALL, theirs, ours)
    repository.git("merge", "--quiet", "--no-edit", "library")
    merged = repository.read("services/skip/service.yaml")
    assert merged == theirs.replace("england, scotland, wales", "england, wales").replace(
        "  fee:\n", "  # agreed in June\n  fee:\n"
    )
    assert repository.git("status", "--porcelain") == ""


def test_git_stops_at_a_conflict_which_is_marked_and_refused_until_it_is_decided(
    repository: Repository, capsys: Captured
) -> None:
    repository.branches("services/skip/service.yaml", SMALL, SMALL.replace(FEE, "default: £40"), SMALL.replace(FEE, "default: £50"))  # fmt: skip
    said = repository.git("merge", "--no-edit", "library", fails=True)
    assert "services/skip/service.yaml: conflict " in said
    assert "theirs: The setting “Fee for a permit” is now usually £40 instead of £37.50." in said
    assert "services/skip/service.yaml: 1 conflict." in said
    assert repository.git("status", "--porcelain") == "UU services/skip/service.yaml\n"
    marked = repository.read("services/skip/service.yaml")
    assert "<<<<<<<" not in marked
    comment = [line for line in marked.splitlines() if line.lstrip().startswith("#")]
    assert comment[0].startswith("    # CONFLICT ")
    place = repository.folder / "services" / "skip" / "service.yaml"
    assert main(["check", str(place)]) == 1
    assert "has no field 'conflicts_to_decide'" in capsys.readouterr().out
    # Somebody decides: the value that is right, without the comment and the list.
    kept = [line for line in marked.splitlines() if line not in comment]
    decided = "\n".join(kept[: kept.index("conflicts_to_decide:")]).replace(FEE, "default: £45") + "\n"
    place.write_text(decided)
    assert main(["check", str(place)]) == 0
    assert decided == SMALL.replace(FEE, "default: £45")


def test_one_branch_can_own_what_is_locked(tmp_path: Path) -> None:
    repository = Repository(tmp_path, " --owner theirs")
    theirs = SMALL.replace("within 28 days", "within 21 days")
    repository.branches("services/skip.yaml", SMALL, theirs, SMALL.replace(FEE, "default: £50"))
    repository.git("merge", "--quiet", "--no-edit", "library")
    assert repository.read("services/skip.yaml") == theirs.replace(FEE, "default: £50")


def test_an_adoption_is_merged_setting_by_setting(repository: Repository) -> None:
    base = (
        "patternbook: 1\nadopts: skip\nnation: england\nsettings:\n  fee:\n    values:\n      - value: £40\n"
    )
    theirs = base + "  days:\n    values:\n      - value: 21\n"
    ours = base.replace("nation: england\n", "nation: england\n# ours\n").replace("£40", "£45")
    repository.branches("services/skip.yaml", base, theirs, ours)
    repository.git("merge", "--quiet", "--no-edit", "library")
    assert repository.read("services/skip.yaml") == ours + "  days:\n    values:\n      - value: 21\n"


@pytest.mark.parametrize("broken", ["service: [\n", "just: words\n", ""])
def test_what_cannot_be_read_keeps_both_texts_and_stops(broken: str, repository: Repository, capsys: Captured) -> None:  # fmt: skip
    repository.branches(
        "services/skip.yaml", SMALL, SMALL.replace(FEE, "default: £40"), broken or "words: true\n"
    )
    said = repository.git("merge", "--no-edit", "library", fails=True)
    assert "skip.yaml: cannot be read, so both versions are left in it." in said
    left = repository.read("services/skip.yaml")
    assert (
        left
        == f"<<<<<<< ours\n{(broken or 'words: true').rstrip()}\n=======\n{SMALL.replace(FEE, 'default: £40')}>>>>>>> theirs\n"
    )
    assert main(["check", str(repository.folder / "services" / "skip.yaml")]) == 1


def test_a_file_that_both_branches_added_keeps_both_texts(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "library")
    repository.commit("services/skip.yaml", SMALL)
    repository.git("checkout", "--quiet", "main")
    repository.commit("services/skip.yaml", SMALL.replace(FEE, "default: £50"))
    repository.git("merge", "--no-edit", "library", fails=True)
    assert repository.read("services/skip.yaml").startswith("<<<<<<< ours\npatternbook: 1\n")


def test_texts_with_problems_tell_them(tmp_path: Path, capsys: Captured) -> None:
    for name, text in (("o", SMALL), ("a", SMALL + "nonsense: true\n"), ("b", SMALL)):
        (tmp_path / name).write_text(text)
    assert main(["git-merge", *(str(tmp_path / name) for name in "oab"), "skip.yaml"]) == 1
    assert "error unknown-field: A service has no field 'nonsense'" in capsys.readouterr().err
    assert "<<<<<<< ours" in (tmp_path / "a").read_text()


def test_a_file_that_is_not_there_is_misuse(tmp_path: Path, capsys: Captured) -> None:
    assert main(["git-merge", "x", "y", "z", "skip.yaml"]) == 2
    assert "x cannot be read" in capsys.readouterr().err
