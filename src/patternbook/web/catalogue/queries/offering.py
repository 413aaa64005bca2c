"""Edits that councils offer to publishers."""

from __future__ import annotations

from patternbook.web.audit.actors import Actor
from patternbook.web.authorities.models import Authority
from patternbook.web.catalogue.models import Adoption, Offer

_WITH = ("authority", "adoption", "base__publisher", "by", "answered_by", "published_in")


def given(*, adoption: Adoption, by: Actor) -> list[Offer]:
    """What a council offered of a service, the newest first."""
    by.must("catalogue.read", adoption.authority_id)
    return list(Offer.objects.filter(adoption=adoption).select_related(*_WITH).order_by("-made", "-pk"))


def received(*, publisher: Authority, by: Actor) -> list[Offer]:
    """What a publisher was offered, what is not answered first, then the newest."""
    by.must("catalogue.read", publisher.pk)
    found = Offer.objects.filter(base__publisher=publisher).exclude(state="withdrawn").select_related(*_WITH)
    return sorted(found.order_by("-made", "-pk"), key=lambda offer: offer.state != "offered")


def one_received(*, publisher: Authority, offer: int, by: Actor) -> Offer | None:
    """An offer that this publisher was made; None where there is none."""
    by.must("catalogue.read", publisher.pk)
    return Offer.objects.filter(pk=offer, base__publisher=publisher).select_related(*_WITH).first()
