"""The fixed words around every page, in both languages. A missing Welsh word fails the tests, not the page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_WORDS: dict[str, tuple[str, str]] = {
    "skip": ("Skip to main content", "Neidio i’r prif gynnwys"),
    "back": ("Back", "Yn ôl"),
    "error_prefix": ("Error: ", "Gwall: "),
    "there_is_a_problem": ("There is a problem", "Mae problem"),
    "menu": ("Menu", "Dewislen"),
    "service_information": ("Service information", "Gwybodaeth am y gwasanaeth"),
    "support_links": ("Support links", "Dolenni cymorth"),
    "language_navigation": ("Change language", "Newid iaith"),
    "this_language": ("English", "Cymraeg"),
    "contact": ("Contact us", "Cysylltu â ni"),
    "accessibility": ("Accessibility statement", "Datganiad hygyrchedd"),
    "privacy": ("Privacy", "Preifatrwydd"),
    "cookies": ("Cookies", "Cwcis"),
    "demonstration_tag": ("Demonstration", "Arddangosiad"),
    "demonstration": (
        "This is a demonstration. Nothing you send reaches a council.",
        "Arddangosiad yw hwn. Nid oes dim a anfonwch yn cyrraedd cyngor.",
    ),
    "other_ways": ("Other ways to contact the council", "Ffyrdd eraill o gysylltu â’r cyngor"),
    "telephone": ("Telephone", "Ffôn"),
    "email": ("Email", "E-bost"),
    "error_message_prefix": ("Error:", "Gwall:"),
    "bad_request_title": ("We did not understand that", "Nid oeddem yn deall hynny"),
    "bad_request": (
        "What your browser sent is not something this page can use. Go back and try again.",
        "Ni all y dudalen hon ddefnyddio’r hyn a anfonodd eich porwr. Ewch yn ôl a rhoi cynnig arall arni.",
    ),
    "not_allowed_title": ("You cannot see this page", "Ni allwch weld y dudalen hon"),
    "not_allowed": (
        "This page is for somebody else, or you need to sign in with another account.",
        "Mae’r dudalen hon ar gyfer rhywun arall, neu mae angen i chi fewngofnodi â chyfrif arall.",
    ),
    "form_expired_title": ("This page was open for too long", "Bu’r dudalen hon ar agor am ormod o amser"),
    "form_expired": (
        "For your safety we could not use what you sent. Your earlier answers are kept. "
        "Go back, load the page again and send it once more. Your browser must allow cookies.",
        "Er eich diogelwch, ni allem ddefnyddio’r hyn a anfonwyd gennych. Mae eich atebion cynharach wedi’u cadw. "
        "Ewch yn ôl, llwythwch y dudalen eto a’i hanfon unwaith eto. Rhaid i’ch porwr ganiatáu cwcis.",
    ),
    "not_found_title": ("Page not found", "Heb ddod o hyd i’r dudalen"),
    "not_found": (
        "If you typed the web address, check it is correct. If you pasted it, check you copied all of it.",
        "Os gwnaethoch deipio’r cyfeiriad gwe, gwiriwch ei fod yn gywir. "
        "Os gwnaethoch ei ludo, gwiriwch eich bod wedi copïo’r cyfan.",
    ),
    "went_wrong_title": ("Sorry, there is a problem with the service", "Mae’n ddrwg gennym, mae problem gyda’r gwasanaeth"),
    "went_wrong": (
        "Try again later. The answers on your earlier pages are kept. What you entered on this page may be lost.",
        "Rhowch gynnig arall arni yn nes ymlaen. Mae’r atebion ar eich tudalennau cynharach wedi’u cadw. "
        "Efallai y collir yr hyn a roddwyd ar y dudalen hon.",
    ),
    "unavailable_title": ("Sorry, the service is unavailable", "Mae’n ddrwg gennym, nid yw’r gwasanaeth ar gael"),
    "unavailable": (
        "You will be able to use the service later. Answers that you saved are kept.",
        "Byddwch yn gallu defnyddio’r gwasanaeth yn nes ymlaen. Mae’r atebion a gadwyd gennych yn ddiogel.",
    ),
}  # fmt: skip

LANGUAGES = ("en", "cy")
_BY_LANGUAGE: dict[str, Mapping[str, str]] = {
    language: MappingProxyType({key: texts[index] for key, texts in _WORDS.items()})
    for index, language in enumerate(LANGUAGES)
}


def words(language: str) -> Mapping[str, str]:
    """The fixed words in one language. Raises KeyError for a language that is not English or Welsh.

    >>> words("cy")["back"]
    'Yn ôl'
    """
    return _BY_LANGUAGE[language]
