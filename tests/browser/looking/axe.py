"""axe-core's rules for WCAG 2.0 to 2.2, levels A and AA."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.looking.findings import Finding

SOURCE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})
    .then(result => result.violations.flatMap(broken => broken.nodes.map(node =>
        [broken.id, node.target.flat().join(' '), node.failureSummary || broken.help])))"""


def look(page: Page) -> list[Finding]:
    """What axe finds on the page. Its script is put in past the page's own policy, as a test tool may."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(f"{SOURCE};undefined")
    return [
        Finding(f"axe {rule}", element, " ".join(says.split()))
        for rule, element, says in page.evaluate(RUN, TAGS)
    ]
