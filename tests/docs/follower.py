"""Does what a page says, block by block: its commands, its files, its outputs, its visits in a browser."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from django.core.management import CommandError, call_command

from tests.docs.fences import Fence, fences, put
from tests.docs.visitor import Visitor

PASSWORD = "correct horse battery"
# Other blocks are shown, not done.
DONE = ("yaml", "sh", "output", "typed", "browser")
OPERATOR = ("python", "-m", "patternbook.web")


class Follower:
    """Somebody who does what the page says, block by block, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said = ""
        self.reference = ""
        self.waiting = ""

    def follow(self, page: Path) -> None:
        """Do every block in order."""
        for fence in fences(page):
            if "by-hand" in fence.words or fence.language not in DONE:
                continue
            try:
                getattr(self, f"do_{fence.language}")(fence)
            except AssertionError as error:
                raise AssertionError(f"{page.name}:{fence.line}: {error}") from error
        assert not self.waiting, f"what does {self.waiting!r} say?"

    def do_yaml(self, fence: Fence) -> None:
        """A file, or parts of one."""
        self.finish()
        file = self.folder / fence.options["file"]
        part, before = fence.options.get("part", ""), fence.options.get("before", "")
        old = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(put(old, fence.body, part, before), encoding="utf-8")

    def do_sh(self, fence: Fence) -> None:
        """Commands, whose output a later block may show. All must go well, or the last must fail."""
        self.finish()
        *commands, last = fence.body.splitlines()
        if last.startswith("patternbook try"):
            # It waits for what somebody types: the next block says what.
            self.waiting = last
            return
        said = [self.run(command, fails=False) for command in commands]
        self.said = "".join([*said, self.run(last, fails="fails" in fence.words)])

    def do_output(self, fence: Fence) -> None:
        """What the commands printed; with `part`, lines that stood in it in this order, as `…` stands between them."""
        if "part" not in fence.words:
            assert self.said == fence.body
            return
        lines = iter(self.said.splitlines())
        for wanted in fence.body.splitlines():
            assert wanted == "…" or wanted in lines, f"{wanted!r} was not printed here: {self.said}"

    def do_typed(self, fence: Fence) -> None:
        """A conversation: what somebody types stands behind `>`."""
        typed, shown = [], ""
        for line in fence.body.splitlines():
            prompt, asked, answer = line.partition("> ")
            if asked:
                typed.append(answer)
            shown += prompt + asked if asked else f"{line}\n"
        command, self.waiting = self.waiting, ""
        assert _lines(self.run(command, typed=typed)) == _lines(shown)

    def do_browser(self, fence: Fence) -> None:
        """A visit."""
        self.finish()
        visitor = Visitor()
        for line in fence.body.splitlines():
            visitor.do(line.replace("(the password)", PASSWORD).replace("(the reference)", self.reference))
            self.reference = visitor.reference or self.reference

    def finish(self) -> None:
        """Whatever was asked before this block must have been answered."""
        assert not self.waiting, f"what is typed into {self.waiting!r}?"

    def run(self, command: str, *, fails: bool = False, typed: Sequence[str] = ()) -> str:
        """Run a command line and give what it printed."""
        words = shlex.split(command)
        if tuple(words[:3]) == OPERATOR:
            code, said = self._operator(words[3:])
        else:
            code, said = self._command(command, typed)
        assert (code != 0) == fails, f"{command!r} ended with {code}: {said}"
        return said

    def _command(self, command: str, typed: Sequence[str]) -> tuple[int, str]:
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=self.folder,
            env={**os.environ, "PATH": path, "PYTHONUTF8": "1"},
            input="".join(f"{line}\n" for line in typed),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def _operator(self, words: Sequence[str]) -> tuple[int, str]:
        """An operator's command, on the database of this test."""
        said = io.StringIO()
        try:
            call_command(*words, stdout=said, stderr=said)
        except CommandError as error:
            return error.returncode, f"{said.getvalue()}CommandError: {error}\n"
        return 0, said.getvalue()


def _lines(said: str) -> list[str]:
    """The lines that hold something. What somebody types ends a line, which a pipe does not show."""
    return [line.strip() for line in said.replace("> ", "> \n").splitlines() if line.strip()]
