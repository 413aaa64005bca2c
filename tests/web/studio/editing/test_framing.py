"""The editor frames pages of its own; nothing else may, and what is framed runs no scripts."""

from __future__ import annotations

import pytest

from tests.web.studio.editing.conftest import Editor

pytestmark = pytest.mark.django_db


def policy(editor: Editor, page: str) -> dict[str, str]:
    """What a page may load, by kind; the nonce as such."""
    said = editor.see(page).headers["Content-Security-Policy"].split("; ")
    return {
        name: " ".join("nonce" if "nonce-" in part else part for part in parts.split())
        for name, _, parts in (one.partition(" ") for one in said)
    }


def test_only_the_preview_can_be_framed_and_only_by_this_site(editor: Editor) -> None:
    usual = policy(editor, "history")
    form = policy(editor, "part/pages/which")
    preview = policy(editor, "preview/pages/which")
    assert usual["frame-ancestors"] == form["frame-ancestors"] == "'none'"
    assert "frame-src" not in usual
    assert form["frame-src"] == "'self'"
    assert preview["frame-ancestors"] == "'self'"
    assert preview["frame-src"] == "'none'"
    assert editor.see("history").headers["X-Frame-Options"] == "DENY"
    assert editor.see("part/pages/which").headers["X-Frame-Options"] == "DENY"
    assert editor.see("preview/pages/which").headers["X-Frame-Options"] == "SAMEORIGIN"


def test_apart_from_frames_these_pages_may_load_what_all_pages_may(editor: Editor) -> None:
    frames = {"frame-src", "frame-ancestors"}
    usual = {name: said for name, said in policy(editor, "history").items() if name not in frames}
    for page in ("part/pages/which", "preview/pages/which"):
        assert {name: said for name, said in policy(editor, page).items() if name not in frames} == usual


def test_the_frame_is_sealed(editor: Editor) -> None:
    html = editor.see("part/pages/which").content.decode()
    frame = html[html.index("<iframe") : html.index("</iframe>")]
    assert " sandbox " in frame
    assert "allow-" not in frame
