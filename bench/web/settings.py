"""The product's settings for production, with one more address: the bare view that is the floor."""

from __future__ import annotations

from pathlib import Path

from patternbook.web.settings import *  # noqa: F403  # the product's own, all of them

ROOT_URLCONF = "bench.web.urls"
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")  # type: ignore[attr-defined]  # noqa: F405  # from the star
