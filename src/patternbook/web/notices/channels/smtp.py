"""Sends notices by an SMTP server (RFC 5321)."""

from __future__ import annotations

import smtplib
import ssl

from django.conf import settings

from patternbook.web.notices.channels.base import ChannelProblem, Handover, Outgoing, Sent
from patternbook.web.notices.channels.letter import as_email

SECONDS = 20


class SmtpChannel:
    """Talks to the server that EMAIL_HOST and its companions name.

    Once the message's text is on its way, a lost connection leaves it unknown whether the server took it:
    such an exception is let through, and the notice becomes uncertain.
    """

    repeatable = False

    def send(self, message: Outgoing, handover: Handover) -> Sent:
        """Send one message; raises ChannelProblem where the server refused or was not reached."""
        email = as_email(message)
        try:
            server = self._connect()
        except (OSError, smtplib.SMTPException) as problem:
            raise ChannelProblem(
                f"The mail server was not reached: {type(problem).__name__}.", again=True
            ) from problem
        try:
            self._address(server, message)
            handover()
            code, said = server.data(email.as_bytes())
            if code != 250:
                raise _refusal(code)
            return Sent(f"{code} {said.decode('ascii', 'replace')}"[:200])
        finally:
            _hang_up(server)

    def _connect(self) -> smtplib.SMTP:
        host, port = settings.EMAIL_HOST, int(settings.EMAIL_PORT)
        security: str = settings.EMAIL_SECURITY
        if security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, port, timeout=SECONDS, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(host, port, timeout=SECONDS)
        if security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        return server

    def _address(self, server: smtplib.SMTP, message: Outgoing) -> None:
        """Name sender and receiver. Until DATA, a failure of any kind means that nothing was sent."""
        try:
            server.ehlo_or_helo_if_needed()
            for code, _said in (server.mail(message.from_address), server.rcpt(message.address)):
                if code not in (250, 251):
                    raise _refusal(code)
        except (OSError, smtplib.SMTPException) as problem:
            raise ChannelProblem("The connection was lost before the text was sent.", again=True) from problem


def _refusal(code: int) -> ChannelProblem:
    return ChannelProblem(f"The mail server answered {code}.", again=400 <= code < 500)


def _hang_up(server: smtplib.SMTP) -> None:
    """Say goodbye; what the server answers no longer matters."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()
