"""The files that the nodes generate: the JSON Schemas and the reference. `make reference` writes them anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from patternbook.language import reference, schema


def published() -> Mapping[str, str]:
    """Each generated file by its path below `docs/reference`."""
    schemas = {
        f"schema/{name}.schema.json": json.dumps(schema.json_schema(kind), indent=2, ensure_ascii=False)
        + "\n"
        for name, kind in schema.FILES.items()
    }
    return {**schemas, "language.md": reference.markdown()}


def write(folder: Path) -> None:
    """Writes every generated file below a folder."""
    for name, text in published().items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
