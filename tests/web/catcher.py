"""A real mail server on the loopback, which keeps what it is given as it came over the wire."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Catcher:
    """What came, and what is to be answered.

    Attributes:
        answers: by address, what the server says to it instead of taking it: ``450 ...``.
    """

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.recipients: list[list[str]] = []
        self.answers: dict[str, str] = {}
        self.names: list[str] = []
        self.port = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.raw.append(envelope.original_content)
        self.recipients.append(envelope.rcpt_tos)
        return "250 OK"

    def check(
        self, _server: Any, _session: Any, _envelope: Any, _how: str, told: Any
    ) -> AuthResult:
        """Let in who knows the password, and keep who that was."""
        good = isinstance(told, LoginPassword) and told.password == b"s3cret/@:"
        if good:
            self.names.append(told.login.decode())
        return AuthResult(success=good, handled=good)

    @property
    def letters(self) -> list[EmailMessage]:
        """Return what came, read."""
        texts = (one.replace(b"\r\n", b"\n") for one in self.raw)
        return [message_from_bytes(one, policy=policy.default) for one in texts]  # type: ignore[misc]


@contextmanager
def catching(port: int = 0, certificate: tuple[Path, Path] | None = None) -> Iterator[Catcher]:
    """Run a mail server; with a certificate, one that wants STARTTLS and then a password."""
    caught = Catcher()
    more: dict[str, Any] = {}
    if certificate:
        secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        secure.load_cert_chain(*certificate)
        more = {
            "tls_context": secure,
            "require_starttls": True,
            "auth_required": True,
            "authenticator": caught.check,
        }
    server = _Server(caught, hostname="127.0.0.1", port=port, **more)
    server.start()
    caught.port = server.server.sockets[0].getsockname()[1]
    try:
        yield caught
    finally:
        server.stop()


class _Server(Controller):
    def factory(self) -> SMTP:
        return SMTP(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        """Say hello once at the port that the system chose; aiosmtpd would try port 0."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()
