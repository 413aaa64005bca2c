"""`patternbook adopt`: a folder of one's own for a published service, with everything that a council decides."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from patternbook import library
from patternbook.cli.adopted import ADOPTION, BASE, RECORD, STEPS, record_of, written
from patternbook.cli.command import Command, Exit, Misuse
from patternbook.cli.reporting import report
from patternbook.cli.texts_on_disk import EXAMPLES, SERVICE, YAML, File, examples_of, service_at
from patternbook.language.nodes.adoption import Adoption, Chosen, Dated
from patternbook.language.nodes.base import Data, Keyed
from patternbook.language.nodes.service import Binding, Service, Setting
from patternbook.language.words import data, english
from patternbook.language.writer import write_node

SETTINGS_HEAD = (
    "# Each setting below has the value that counts where you say nothing. To choose another, take away the `# ` before",
    "# the line `settings:` and before the setting, and write your value. It can begin on a day (`from: 2027-04-01`) and",
    "# say why (`because: …`).",
)
BINDINGS_HEAD = (
    "# Who and where at your council. Take away the `# ` before the line `bindings:` and before each that you fill in.",
)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "service", metavar="SERVICE", help="a service's file or folder, or the key of a shipped one"
    )
    parser.add_argument("--to", metavar="DIR", required=True, help="the new folder")
    parser.add_argument("--nation", help="the council's nation; the service's first, if left out")


def _run(arguments: Namespace) -> Exit:
    file = service_at(arguments.service)
    service = file.read.node
    if not isinstance(service, Service) or any(each.severity == "error" for each in file.read.problems):
        return report(file.read.problems, json_=False, fine="")
    folder = Path(arguments.to)
    if folder.exists():
        raise Misuse(f"{folder} is there already.")
    nation = arguments.nation or service.nations[0]
    if nation not in service.nations:
        raise Misuse(f"The service is not written for {nation}. It is for: {', '.join(service.nations)}.")
    texts = {SERVICE: file.read.text, BASE: file.read.text, ADOPTION: prefilled(service, nation)}
    beside = _beside(file, service.service)
    examples = {Path(name).name: text for name, text in beside.items() if name.startswith(f"{EXAMPLES}/")}
    for name, text in (texts | beside | {RECORD: written(record_of(examples))}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path}")
    print(
        f"next: fill in {folder / ADOPTION}, then patternbook check {folder}, then patternbook test {folder}"
    )
    return Exit.FINE


def _beside(file: File, key: str) -> dict[str, str]:
    """The examples, and the shared steps of its own, that come with a service."""
    if not file.path.exists():
        return {f"{EXAMPLES}/{name}{YAML}": read.text for name, read in library.examples(key).items()}
    steps = sorted((file.path.parent / STEPS).glob(f"*{YAML}"))
    found = {f"{STEPS}/{path.name}": path.read_text(encoding="utf-8") for path in steps}
    return found | {f"{EXAMPLES}/{each.path.name}": each.read.text for each in examples_of(file.path)}


def prefilled(service: Service, nation: str) -> str:
    """An adoption in which everything that a council decides stands as a comment, ready to be filled in.

    >>> from patternbook import library
    >>> text = prefilled(library.service("missed_bin").node, "england")
    >>> "# bindings:" in text, "#   crew_name: " in text
    (True, True)
    """
    head = Adoption(patternbook=1, adopts=service.service, nation=nation)
    return "\n".join([write_node(head).rstrip("\n"), *_settings(service), *_bindings(service), ""])


def _settings(service: Service) -> Iterator[str]:
    if service.settings:
        yield from ("", *SETTINGS_HEAD, "# settings:")
    for key, setting in service.settings.items():
        yield f"#   # {_about(service, setting)}"
        yield from _chosen(key, setting.default or Data("…"))


def _about(service: Service, setting: Setting) -> str:
    law = service.law.get(setting.law or "")
    by = f" By {english(law.title)}." if law is not None else ""
    usual = f" Usually {data(setting.default)}." if setting.default is not None else " It must be chosen."
    limits = "".join(f" {_limit(bound)}" for bound in setting.bounds.values())
    return f"{english(setting.title)} ({setting.type}).{usual}{limits}{by}"


def _limit(bound: Any) -> str:
    said = [
        f"{word} {data(value)}" for word, value in (("at least", bound.min), ("at most", bound.max)) if value
    ]
    because = f" ({english(bound.because)})" if bound.because is not None else ""
    return f"{' and '.join(said).capitalize()}{because}."


def _chosen(key: str, value: Data) -> Iterator[str]:
    """The lines that choose a value, as comments, as the writer writes them."""
    one = Adoption(patternbook=1, adopts="x", nation="x", settings=Keyed([(key, Chosen(values=(Dated(value=value),)))]))  # fmt: skip
    lines = write_node(one).splitlines()
    yield from (f"# {line}" for line in lines[lines.index("settings:") + 1 :])


def _bindings(service: Service) -> Iterator[str]:
    if service.bindings:
        yield from ("", *BINDINGS_HEAD, "# bindings:")
    for key, binding in service.bindings.items():
        yield f"#   # {_asked(binding)}"
        yield f"#   {key}: …"


def _asked(binding: Binding) -> str:
    needed = "" if binding.required else " May be left out."
    both = " In Wales as {en: …, cy: …}." if binding.bilingual else ""
    return f"{english(binding.title)} ({binding.type.replace('_', ' ')}).{needed}{both}"


COMMAND = Command("adopt", "Take a published service as your own.", _arguments, _run)
