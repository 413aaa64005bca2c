"""Many reports, sent as residents send them, without a browser."""

from __future__ import annotations

from django.test import Client

from patternbook.web.journeys import addresses

Pages = list[tuple[str, dict[str, list[str]]]]
NAMES = ("Ada Example", "Ben Sample", "Cerys Enghraifft", "Dev Specimen", "Eve Model")


def submit_often(slug: str, service: str, forms: Pages, place: int) -> None:
    """Send one report, by the name of one of several people."""
    client = Client(raise_request_exception=True)
    client.post(addresses.start(slug, service))
    for page, form in forms:
        sent = dict(form)
        if "name" in sent:
            sent["name"] = [NAMES[place % len(NAMES)]]
        answer = client.post(addresses.place(slug, service, f"page.{page}"), sent)
        assert answer.status_code == 302, (page, answer.status_code)
    answer = client.post(addresses.place(slug, service, "check_answers"))
    assert answer["Location"].endswith("/confirmation"), answer["Location"]
