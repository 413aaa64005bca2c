"""The fixed words of residents' pages, in English and Welsh side by side: one table.

The definition's own texts come from the definition. The Welsh was drafted here and awaits review by
a Welsh speaker. A test fails where one of the two is missing or a hole differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_WORDS: dict[str, tuple[str, str]] = {
    # a council's first page
    "services": ("Services", "Gwasanaethau"),
    "no_services": (
        "There are no services here at the moment. Contact the council another way.",
        "Nid oes gwasanaethau yma ar hyn o bryd. Cysylltwch â’r cyngor mewn ffordd arall.",
    ),
    "start_now": ("Start now", "Dechrau nawr"),
    "go_on": ("Continue with your answers", "Parhau â’ch atebion"),
    "begin_again": ("Start again", "Dechrau eto"),
    "begin_again_hint": (
        "If you start again, the answers that you gave before are deleted.",
        "Os byddwch yn dechrau eto, bydd yr atebion a roddwyd gennych o’r blaen yn cael eu dileu.",
    ),
    # pages
    "continue": ("Continue", "Parhau"),
    "go_on_anyway": ("Continue anyway", "Parhau beth bynnag"),
    "check_before": ("Check this before you continue", "Gwiriwch hyn cyn parhau"),
    "fallen": (
        "What you answered here before cannot stand any more, because something has changed since. Answer again.",
        "Ni all yr hyn a atebwyd gennych yma o’r blaen sefyll mwyach, gan fod rhywbeth wedi newid ers hynny. "
        "Atebwch eto.",
    ),
    "save_for_later": ("Save and come back later", "Cadw a dod yn ôl yn nes ymlaen"),
    "addresses_not_found": (
        "We found no address with this postcode. Enter the address.",
        "Ni ddaethom o hyd i gyfeiriad gyda’r cod post hwn. Rhowch y cyfeiriad.",
    ),
    "addresses_many": (
        "There are too many addresses with this postcode to list them. Enter the address.",
        "Mae gormod o gyfeiriadau gyda’r cod post hwn i’w rhestru. Rhowch y cyfeiriad.",
    ),
    "addresses_unavailable": (
        "We cannot look up addresses at the moment. Enter the address. You can still go on.",
        "Ni allwn chwilio am gyfeiriadau ar hyn o bryd. Rhowch y cyfeiriad. Gallwch barhau o hyd.",
    ),
    # task list
    "task_list": ("Your answers", "Eich atebion"),
    "task_cannot_start": ("Cannot start yet", "Ni ellir dechrau eto"),
    "task_not_started": ("Not started", "Heb ddechrau"),
    "task_in_progress": ("In progress", "Ar waith"),
    "task_done": ("Completed", "Wedi’i gwblhau"),
    # check answers
    "check_answers": ("Check your answers", "Gwiriwch eich atebion"),
    "change": ("Change", "Newid"),
    "not_answered": ("Not provided", "Heb ei ddarparu"),
    "send": ("Send", "Anfon"),
    "check_anew": (
        "What we know about this has changed since you began. Check your answers again before you send them.",
        "Mae’r hyn a wyddom am hyn wedi newid ers i chi ddechrau. Gwiriwch eich atebion eto cyn eu hanfon.",
    ),
    # confirmation
    "your_reference": ("Your reference number", "Eich cyfeirnod"),
    "what_next": ("What happens next", "Beth sy’n digwydd nesaf"),
    "follow": ("See how your report is going", "Gweld sut mae eich adroddiad yn dod ymlaen"),
    "follow_hint": (
        "Anybody who has this link can see it. Keep it if you want to come back.",
        "Gall unrhyw un sydd â’r ddolen hon ei weld. Cadwch hi os ydych am ddod yn ôl.",
    ),
    "give_feedback": ("What did you think of this service?", "Beth oedd eich barn am y gwasanaeth hwn?"),
    "takes_seconds": ("(takes 30 seconds)", "(mae’n cymryd 30 eiliad)"),
    "other_services": ("Go to the council’s services", "Mynd i wasanaethau’r cyngor"),
    # save and return
    "save_title": ("Save your answers", "Cadw eich atebion"),
    "save_intro": (
        "We will email you a link with which you can go on. It works for 30 days.",
        "Byddwn yn e-bostio dolen atoch er mwyn i chi allu parhau. Mae’n gweithio am 30 diwrnod.",
    ),
    "email_label": ("Email address", "Cyfeiriad e-bost"),
    "email_hint": (
        "We use it only to send you the link, unless you give it again in your answers.",
        "Dim ond i anfon y ddolen atoch y byddwn yn ei ddefnyddio, oni bai eich bod yn ei roi eto yn eich atebion.",
    ),
    "email_wrong": (
        "Enter an email address in the correct format, like name@example.com",
        "Rhowch gyfeiriad e-bost yn y fformat cywir, fel enw@example.com",
    ),
    "email_missing": ("Enter an email address", "Rhowch gyfeiriad e-bost"),
    "letters_many": (
        "We send no more than {most} links in an hour for the same answers or to the same address. Look for an "
        "earlier email, also among unwanted mail, or try again in an hour",
        "Nid ydym yn anfon mwy na {most} dolen mewn awr ar gyfer yr un atebion neu i’r un cyfeiriad. Chwiliwch am "
        "e-bost cynharach, hefyd ymhlith eich post sothach, neu rhowch gynnig arall arni ymhen awr",
    ),
    "save_button": ("Save and email me the link", "Cadw ac e-bostio’r ddolen ataf"),
    "saved_title": ("Your answers are saved", "Mae eich atebion wedi’u cadw"),
    "saved_body": (
        "We have emailed a link to {email}. Use it before {until}. After that we delete your answers.",
        "Rydym wedi e-bostio dolen at {email}. Defnyddiwch hi cyn {until}. Ar ôl hynny byddwn yn dileu eich atebion.",
    ),
    "saved_go_on": ("Go on now", "Parhau nawr"),
    "resume_title": ("Go on with your answers", "Parhau â’ch atebion"),
    "resume_body": (
        "You saved your answers for: {service}.",
        "Gwnaethoch gadw eich atebion ar gyfer: {service}.",
    ),
    "resume_gone_title": ("This link does not work any more", "Nid yw’r ddolen hon yn gweithio mwyach"),
    "resume_gone": (
        "The answers were sent already, or they were deleted because 30 days are over, or a newer link was asked for.",
        "Cafodd yr atebion eu hanfon eisoes, neu cawsant eu dileu am fod 30 diwrnod wedi mynd heibio, "
        "neu gofynnwyd am ddolen newydd.",
    ),
    "resume_subject": ("Your saved answers: {service}", "Eich atebion a gadwyd: {service}"),
    "resume_letter": (
        "You asked us to save your answers for: {service}.\n\n"
        "Go on with this link before {until}:\n\n{{link}}\n\n"
        "Anybody who has the link can see your answers. If you did not ask for this email, ignore it: "
        "the answers are then deleted.\n\n{council}\n",
        "Gwnaethoch ofyn i ni gadw eich atebion ar gyfer: {service}.\n\n"
        "Parhewch gyda’r ddolen hon cyn {until}:\n\n{{link}}\n\n"
        "Gall unrhyw un sydd â’r ddolen weld eich atebion. Os na wnaethoch ofyn am yr e-bost hwn, anwybyddwch ef: "
        "bydd yr atebion wedyn yn cael eu dileu.\n\n{council}\n",
    ),
    # ends and trouble
    "timed_out_title": ("These answers are no longer here", "Nid yw’r atebion hyn yma mwyach"),
    "timed_out": (
        "To protect what you told us, we delete answers that are not sent within 24 hours, or within 30 days of "
        "being saved. If you sent them before, we have your report: use the link that we emailed you, or contact "
        "the council with your reference number. If you did not send them, you can start again.",
        "Er mwyn diogelu’r hyn a ddywedwyd wrthym, rydym yn dileu atebion nad ydynt yn cael eu hanfon o fewn 24 awr, "
        "neu o fewn 30 diwrnod ar ôl eu cadw. Os gwnaethoch eu hanfon o’r blaen, mae eich adroddiad gennym: "
        "defnyddiwch y ddolen a e-bostiwyd atoch, neu cysylltwch â’r cyngor gyda’ch cyfeirnod. Os na wnaethoch eu "
        "hanfon, gallwch ddechrau eto.",
    ),
    "elsewhere_title": (
        "Your answers are open on another device",
        "Mae eich atebion ar agor ar ddyfais arall",
    ),
    "elsewhere": (
        "They were opened with the link in your email, on another device or in another browser. Go on there, or "
        "open the link in your email again to go on here. If you sent your answers there, you need do nothing.",
        "Cawsant eu hagor gyda’r ddolen yn eich e-bost, ar ddyfais arall neu mewn porwr arall. Parhewch yno, neu "
        "agorwch y ddolen yn eich e-bost eto i barhau yma. Os gwnaethoch anfon eich atebion yno, nid oes angen i chi "
        "wneud dim.",
    ),
    "off_title": ("This service is closed at the moment", "Mae’r gwasanaeth hwn ar gau ar hyn o bryd"),
    "off": (
        "Contact the council another way, or try again later.",
        "Cysylltwch â’r cyngor mewn ffordd arall, neu rhowch gynnig arall arni yn nes ymlaen.",
    ),
    "lapsed_title": ("These answers can no longer be sent", "Ni ellir anfon yr atebion hyn mwyach"),
    "lapsed": (
        "The rules changed on {date}, after you began. Start again: you will be asked what the new rules need.",
        "Newidiodd y rheolau ar {date}, ar ôl i chi ddechrau. Dechreuwch eto: gofynnir i chi am yr hyn sydd ei angen "
        "dan y rheolau newydd.",
    ),
    "busy_title": ("We could not save that", "Ni allem gadw hynny"),
    "busy": (
        "Go back and send the page again. Your earlier answers are kept.",
        "Ewch yn ôl ac anfonwch y dudalen eto. Mae eich atebion cynharach wedi’u cadw.",
    ),
    "made_up": (
        "Addresses and collections here are made up.",
        "Mae’r cyfeiriadau a’r casgliadau yma wedi’u dyfeisio.",
    ),
    # progress
    "progress_title": ("Your report", "Eich adroddiad"),
    "state": ("State", "Cyflwr"),
    "sent_on": ("Sent on", "Anfonwyd ar"),
    "closed_on": ("Closed on", "Caewyd ar"),
    "dates": ("Dates", "Dyddiadau"),
    "due_window": ("from {opens} until {moment}", "o {opens} tan {moment}"),
    "due_by": ("by {moment}", "erbyn {moment}"),
    "due_paused": ("paused", "wedi’i oedi"),
    "due_kept": ("done in time", "wedi’i wneud mewn pryd"),
    "due_ended": ("ended", "daeth i ben"),
    "due_late": ("late: it was due by {moment}", "yn hwyr: roedd i fod i ddigwydd erbyn {moment}"),
    "due_unknown": ("we cannot say yet", "ni allwn ddweud eto"),
    "messages": ("Messages that we sent you", "Negeseuon a anfonwyd atoch"),
    "you_can": ("What you can do", "Beth allwch chi ei wneud"),
    "event_not_now": ("This cannot be done now", "Ni ellir gwneud hyn nawr"),
    "event_not_now_body": (
        "The case has moved on since you opened the page. Look at where it stands now.",
        "Mae’r achos wedi symud ymlaen ers i chi agor y dudalen. Edrychwch ar ei sefyllfa nawr.",
    ),
    "see_state": ("See how it stands", "Gweld y sefyllfa"),
    "confirm": ("Confirm", "Cadarnhau"),
    "event_done": ("We have noted it", "Rydym wedi’i nodi"),
    "reason": ("Reason", "Rheswm"),
    "reason_missing": ("Select a reason", "Dewiswch reswm"),
    # contact and privacy
    "opening_hours": ("Opening hours", "Oriau agor"),
    "write_to": ("Write to us", "Ysgrifennwch atom"),
    "complain": ("Complain", "Cwyno"),
    "what_is_asked": ("What we ask for this", "Beth a ofynnwn ar gyfer hyn"),
    "law_behind": ("The law behind it: {law}.", "Y gyfraith y tu ôl iddo: {law}."),
    "basis_public_task": (
        "We do it because it is a public task.",
        "Rydym yn gwneud hyn am ei bod yn dasg gyhoeddus.",
    ),
    "basis_legal_obligation": (
        "We do it because the law obliges us to.",
        "Rydym yn gwneud hyn am fod y gyfraith yn mynnu hynny.",
    ),
    "basis_consent": (
        "We do it because you agree to it. You can change your mind.",
        "Rydym yn gwneud hyn am eich bod yn cytuno. Gallwch newid eich meddwl.",
    ),
    "basis_contract": (
        "We do it because of a contract with you.",
        "Rydym yn gwneud hyn oherwydd contract â chi.",
    ),
    "basis_vital_interests": (
        "We do it to protect somebody’s life.",
        "Rydym yn gwneud hyn i ddiogelu bywyd rhywun.",
    ),
    "keep_closed": (
        "We keep it for {period} after the case is closed.",
        "Rydym yn ei gadw am {period} ar ôl cau’r achos.",
    ),
    "keep_submitted": (
        "We keep it for {period} after you send it.",
        "Rydym yn ei gadw am {period} ar ôl i chi ei anfon.",
    ),
    "keep_last_contact": (
        "We keep it for {period} after we last heard from you.",
        "Rydym yn ei gadw am {period} ar ôl i ni glywed gennych ddiwethaf.",
    ),
    # feedback
    "feedback_title": ("Give feedback", "Rhoi adborth"),
    "feedback_rating": (
        "Overall, how did you feel about the service?",
        "Ar y cyfan, sut oeddech chi’n teimlo am y gwasanaeth?",
    ),
    "rating_5": ("Very satisfied", "Bodlon iawn"),
    "rating_4": ("Satisfied", "Bodlon"),
    "rating_3": ("Neither satisfied or dissatisfied", "Ddim yn fodlon nac yn anfodlon"),
    "rating_2": ("Dissatisfied", "Anfodlon"),
    "rating_1": ("Very dissatisfied", "Anfodlon iawn"),
    "feedback_text": ("How could we improve this service?", "Sut gallem wella’r gwasanaeth hwn?"),
    "feedback_hint": (
        "Do not include personal information, such as your name or address.",
        "Peidiwch â chynnwys gwybodaeth bersonol, fel eich enw neu’ch cyfeiriad.",
    ),
    "feedback_missing": (
        "Select how you felt about the service",
        "Dewiswch sut oeddech chi’n teimlo am y gwasanaeth",
    ),
    "feedback_too_long": (
        "Your answer must be 1,200 characters or less",
        "Rhaid i’ch ateb fod yn 1,200 nod neu lai",
    ),
    "feedback_send": ("Send feedback", "Anfon adborth"),
    "feedback_thanks": ("Thank you for your feedback", "Diolch am eich adborth"),
    "feedback_thanks_body": (
        "We use it to make the service better. We do not reply to feedback.",
        "Rydym yn ei ddefnyddio i wella’r gwasanaeth. Nid ydym yn ateb adborth.",
    ),
}

LANGUAGES = ("en", "cy")
_BY_LANGUAGE: dict[str, Mapping[str, str]] = {
    language: MappingProxyType({key: texts[index] for key, texts in _WORDS.items()})
    for index, language in enumerate(LANGUAGES)
}


def wording(language: str) -> Mapping[str, str]:
    """The fixed words in one language; English for a language that is not here.

    >>> wording("cy")["continue"]
    'Parhau'
    """
    return _BY_LANGUAGE.get(language, _BY_LANGUAGE["en"])
