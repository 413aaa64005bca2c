"""A notice as an email message (RFC 5322)."""

from __future__ import annotations

import hashlib
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage

from patternbook.web.notices.channels.base import ChannelProblem, Outgoing

# Every server takes seven bits, whatever it says of itself.
SEVEN_BIT = policy.SMTP.clone(cte_type="7bit")


def as_email(message: Outgoing) -> EmailMessage:
    """The message with its headers. Raises ChannelProblem for an address that no mail server would take.

    Message-ID is made from the idempotency key, so that a receiver can recognise a repeat; Auto-Submitted
    (RFC 3834) keeps out-of-office robots quiet.
    """
    email = EmailMessage(policy=SEVEN_BIT)
    try:
        email["To"] = Address(addr_spec=message.address)
        email["From"] = Address(message.from_name, addr_spec=message.from_address)
        email["Subject"] = " ".join(message.subject.split())
    except (ValueError, IndexError) as problem:  # the standard library raises the latter for an empty address
        raise ChannelProblem("The address is not an email address.", again=False) from problem
    key = hashlib.sha256(message.idempotency_key.encode()).hexdigest()[:40]
    email["Message-ID"] = f"<{key}@{message.from_address.rpartition('@')[2]}>"
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(message.body)
    email["Content-Language"] = message.language
    return email
