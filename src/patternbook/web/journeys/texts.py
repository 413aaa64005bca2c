"""Words of the definition as HTML, as every page of a service shows them."""

from patternbook.web.kit.texts import as_html, literal

__all__ = ["as_html", "literal"]
