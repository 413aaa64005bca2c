"""What somebody reads on a page."""

from __future__ import annotations

import html5lib
from django.http import HttpResponse
from django.test import Client


def words_of(response: HttpResponse) -> str:
    """The words of the page's main part, in single spaces."""
    page = html5lib.parse(response.content.decode(), treebuilder="etree", namespaceHTMLElements=False)
    main = page.find(".//main")
    assert main is not None
    for cell in main.iter():
        if cell.tag in {"dd", "td"}:
            cell.text = f" {cell.text or ''}"
    return " ".join("".join(main.itertext()).split())


def read(client: Client, address: str) -> str:
    """The words of the page at an address that must be there."""
    response = client.get(address)
    assert response.status_code == 200, address
    return words_of(response)
