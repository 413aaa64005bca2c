"""`patternbook library`: keys, and libraries that are exported to and pulled from static folders."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

from patternbook import library
from patternbook.cli.command import Command, Exit, Misuse
from patternbook.cli.texts_on_disk import SERVICE, File, examples_of, service_at
from patternbook.language import digests
from patternbook.language.nodes.service import Service
from patternbook.library.federation import (
    Bundle,
    BundleRefused,
    Key,
    Library,
    LibraryRefused,
    LibraryUnreachable,
    Statement,
    Trust,
    bundle_of,
    export,
    open_bundle,
)

TRUST = "library.json"
BUNDLE = "bundle.json"


def _arguments(parser: ArgumentParser) -> None:
    ways = parser.add_subparsers(dest="way", required=True, metavar="WAY")
    key = ways.add_parser("key", help="make a key that signs, in a new file that only you can read")
    key.add_argument("file", type=Path)
    key.set_defaults(act=_key)
    out = ways.add_parser("export", help="write services as a library that any web server can host")
    out.add_argument("folder", type=Path, help="where it is written; a library that stands there goes on")
    out.add_argument(
        "versions", nargs="+", metavar="VERSION", help="service=number, or a bundle.json that was pulled"
    )
    out.add_argument("--key", type=Path, required=True, help="the file with the key that signs")
    out.add_argument("--publisher", required=True, help="who is credited")
    out.add_argument("--name", default="", help="the library's name; the publisher's, if left out")
    out.set_defaults(act=_export)
    add = ways.add_parser("add", help="trust a library elsewhere, by the fingerprint of its key")
    add.add_argument("address", help="where it is, such as https://library.example.org/")
    add.add_argument("--fingerprint", required=True, help="64 hex digits, learnt by another way")
    add.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="where its services are kept")
    add.set_defaults(act=_add)
    pull = ways.add_parser("pull", help="take what is new in a library that was added")
    pull.add_argument("folder", type=Path)
    pull.set_defaults(act=_pull)


def _run(arguments: Namespace) -> Exit:
    act: Callable[[Namespace], Exit] = arguments.act
    try:
        return act(arguments)
    except OSError as error:
        raise Misuse(f"{error.filename}: {error.strerror}.") from error
    except (LibraryRefused, LibraryUnreachable, BundleRefused) as error:
        print(error)
        return Exit.FAILED


def _key(arguments: Namespace) -> Exit:
    key = Key.make()
    key.save(arguments.file)
    print(f"wrote {arguments.file}: keep it secret, and keep a copy")
    print(f"fingerprint: {key.public.fingerprint}")
    return Exit.FINE


def _export(arguments: Namespace) -> Exit:
    key, now = Key.load(arguments.key), dt.datetime.now(dt.UTC)
    bundles = [_bundle(written, arguments.publisher, key, now) for written in arguments.versions]
    name = arguments.name or arguments.publisher
    sequence = export(arguments.folder, bundles, name=name, key=key, now=now)
    print(f"wrote {arguments.folder}: export {sequence}, versions: {len(bundles)}")
    print(f"fingerprint: {key.public.fingerprint}")
    return Exit.FINE


def _bundle(written: str, publisher: str, key: Key, now: dt.datetime) -> Bundle:
    service, equals, number = written.rpartition("=")
    if not equals:
        return open_bundle(Path(written).read_bytes())
    file = service_at(service)
    node = file.read.node
    if not isinstance(node, Service):
        raise Misuse(f"{file.path} has problems: run `patternbook check {service}`.")
    said = Statement(
        service=node.service, number=number, publisher=publisher, key="", text="", examples="",
        meaning=digests.meaning(node, library.steps()), published=f"{now:%Y-%m-%dT%H:%M:%SZ}",
    )  # fmt: skip
    return open_bundle(bundle_of(said, file.read.text, _examples(file, node.service), key))


def _examples(file: File, service: str) -> dict[str, str]:
    """The examples beside a file, or those that ship with a shipped service."""
    if not file.path.exists():
        return {name: read.text for name, read in library.examples(service).items()}
    return {example.path.stem: example.read.text for example in examples_of(file.path)}


def _add(arguments: Namespace) -> Exit:
    trust = Trust(arguments.address, arguments.fingerprint)
    offered = Library(trust, arguments.to / ".state").refresh()
    written = {"address": trust.address, "fingerprint": trust.fingerprint}
    (arguments.to / TRUST).write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    print(
        f"{trust.address} is trusted. Versions there: {len(offered)}. Next: patternbook library pull {arguments.to}"
    )
    return Exit.FINE


def _pull(arguments: Namespace) -> Exit:
    folder: Path = arguments.folder
    told = json.loads((folder / TRUST).read_text(encoding="utf-8"))
    here = Library(Trust(told["address"], told["fingerprint"]), folder / ".state")
    known = {f"{path.parent.parent.name}/{path.parent.name}" for path in folder.glob(f"*/*/{BUNDLE}")}
    ended = Exit.FINE
    count = 0
    for found in here.pull(known):
        if isinstance(found, BundleRefused):
            print(f"refused {found}")
            ended = Exit.FAILED
        else:
            print(f"pulled {_keep(folder, found)}")
            count += 1
    print(f"New versions: {count}.")
    return ended


def _keep(folder: Path, bundle: Bundle) -> Path:
    """The version in a folder of its own, ready to be adopted; the bundle last, since it says that all is there."""
    said = bundle.statement
    place = folder / said.service / said.number
    for path, text in _files(bundle):
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, encoding="utf-8")
    (place / BUNDLE).write_bytes(bundle.data)
    return place


def _files(bundle: Bundle) -> Iterator[tuple[str, str]]:
    yield SERVICE, bundle.text
    for name, text in bundle.examples.items():
        yield f"examples/{name}.yaml", text


COMMAND = Command("library", "Sign, export and pull libraries of services.", _arguments, _run)
