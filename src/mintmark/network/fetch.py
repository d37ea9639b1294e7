"""Getting documents: public https addresses only, everything bounded.

Who asks is a credential from a stranger, so every address is hostile until shown otherwise
(server-side request forgery). A name is resolved once, every address it resolves to must be
public, and the connection goes to one of those very addresses: there is no second resolution
that could answer differently. Redirects come through the same door. Time is bounded as a whole,
not per read, so a server that dribbles gains nothing.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from mintmark.errors import UnavailableError
from mintmark.network.public_address import is_public
from mintmark.network.timed_connection import (
    Address,
    Connection,
    Deadline,
    TimedSocket,
    ask_system,
    connect_to,
    in_time,
)
from mintmark.ports import Fetcher, Given

Resolve = Callable[[str, int], list[Address]]
Connect = Callable[[Address, int, float], socket.socket]

_OVERHEAD = 256 * 1024
"""Bytes that may come with a body: headers, and the lengths of chunks."""

__all__ = ["First", "Limits", "NetworkFetcher", "is_public"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetcher may spend. Times in seconds, ``body`` in bytes.

    Attributes:
        phase: for resolving, connecting, the TLS handshake, and each wait for data.
        total: for one document, redirects included.
        requests: of one fetcher, redirects included. A fetcher serves one verification.
    """

    body: int = 1024 * 1024
    phase: float = 5.0
    total: float = 10.0
    requests: int = 10
    redirects: int = 3


class NetworkFetcher:
    """Gets documents from public https addresses. Make a new one for each verification.

    An address asked twice costs one request, whether it was answered or not.
    No proxy, credential or cookie is used. A port other than 443 must be written in the address.

    Args:
        limits: what it may spend.
        allow: which network addresses it may connect to.
        resolve: host and port -> all its addresses. The default asks the system.
        connect: address, port, seconds -> a connected socket.
        clock: seconds, monotonic.
        tls: the TLS settings; the default verifies names against the system's authorities.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        allow: Callable[[Address], bool] = is_public,
        resolve: Resolve | None = None,
        connect: Connect | None = None,
        clock: Callable[[], float] = time.monotonic,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._allow = allow
        self._resolve = resolve or ask_system
        self._connect = connect or connect_to
        self._clock = clock
        self._tls = tls
        self._requests = 0
        self._known: dict[str, bytes | UnavailableError] = {}

    def fetch(self, url: str) -> bytes:
        """Return the bytes at an https address.

        Raises:
            UnavailableError: ``fetch.*``: they cannot be had.
        """
        if url not in self._known:
            try:
                self._known[url] = self._fetch(url)
            except UnavailableError as error:
                self._known[url] = error
        known = self._known[url]
        if isinstance(known, UnavailableError):
            raise known.with_traceback(None)
        return known

    def _fetch(self, url: str) -> bytes:
        deadline = Deadline(self._clock, phase=self._limits.phase, total=self._limits.total)
        for _ in range(self._limits.redirects + 1):
            answer = self._ask(_Target.parse(url), deadline)
            if isinstance(answer, bytes):
                return answer
            url = _joined(url, answer.location)
        raise UnavailableError(
            "fetch.too-many-redirects",
            f"{_shown(url)} is behind more than {self._limits.redirects} redirects.",
        )

    def _ask(self, target: _Target, deadline: Deadline) -> bytes | _Redirect:
        """Make one request, and give every way in which it can fail its name."""
        if self._requests >= self._limits.requests:
            raise UnavailableError(
                "fetch.too-many-requests",
                f"More than {self._limits.requests} documents would have to be fetched.",
            )
        self._requests += 1
        try:
            return self._request(target, deadline)
        except TimeoutError:
            raise UnavailableError(
                "fetch.timeout", f"{target.host} did not answer in time.", remedy="Try again later."
            ) from None
        except ssl.SSLEOFError:
            raise UnavailableError(
                "fetch.connection", f"The connection to {target.host} broke off."
            ) from None
        except ssl.SSLError as error:
            reason = getattr(error, "verify_message", "") or error.reason or "no reason given"
            raise UnavailableError(
                "fetch.tls", f"{target.host} offers no secure connection: {reason}."
            ) from None
        except OSError:
            raise UnavailableError(
                "fetch.connection", f"{target.host} cannot be reached.", remedy="Try again later."
            ) from None
        except (http.client.HTTPException, ValueError):
            raise UnavailableError(
                "fetch.response", f"{target.host} does not answer as a web server should."
            ) from None

    def _request(self, target: _Target, deadline: Deadline) -> bytes | _Redirect:
        addresses = self._checked_addresses(target, deadline)
        plain = self._reach(addresses, target.port, deadline)
        try:
            plain.settimeout(deadline.left())
            # A cut connection must not pass for the end of the document.
            tls = self._tls or ssl.create_default_context()
            secure = tls.wrap_socket(plain, server_hostname=target.host, suppress_ragged_eofs=False)
        except BaseException:
            plain.close()
            raise
        with secure:
            most = self._limits.body + _OVERHEAD
            return self._exchange(target, TimedSocket(secure, deadline, most))

    def _checked_addresses(self, target: _Target, deadline: Deadline) -> list[Address]:
        try:
            addresses = in_time(lambda: self._resolve(target.host, target.port), deadline)
        except (socket.gaierror, UnicodeError):
            addresses = []
        if not addresses:
            raise UnavailableError(
                "fetch.unknown-host",
                f"Nobody knows a host named {target.host}.",
                remedy="Check the spelling, and that this computer is online.",
            )
        if not all(self._allow(address) for address in addresses):
            raise UnavailableError(
                "fetch.address-refused",
                f"{target.host} leads to a network address that is not public.",
            )
        return addresses

    def _reach(self, addresses: list[Address], port: int, deadline: Deadline) -> socket.socket:
        """Connect to the first of the checked addresses that answers."""
        failure: OSError = TimeoutError()
        for address in addresses:
            try:
                return self._connect(address, port, deadline.left())
            except OSError as error:
                failure = error
        raise failure

    def _exchange(self, target: _Target, connected: TimedSocket) -> bytes | _Redirect:
        connection = Connection(target.host, target.port, connected)
        connection.request(
            "GET",
            target.path,
            headers={
                "Accept": "application/json, */*;q=0.1",
                "Accept-Encoding": "identity",
                "Connection": "close",
                "User-Agent": "mintmark",
            },
        )
        response = connection.getresponse()
        location = response.getheader("Location")
        if response.status in (301, 302, 303, 307, 308) and location is not None:
            return _Redirect(location)
        if response.status == http.client.GONE:
            # Open Badges 2.0 says so that a badge is revoked, so it has a code of its own.
            raise UnavailableError("fetch.gone", f"{target.host} answers that it is gone (410).")
        if response.status != http.client.OK:
            raise UnavailableError(
                "fetch.status", f"{target.host} answers with status {response.status}, not 200."
            )
        if response.getheader("Content-Encoding", "identity").strip().lower() != "identity":
            raise UnavailableError(
                "fetch.compressed", f"{target.host} sends the document compressed, unasked."
            )
        return self._body(response, target)

    def _body(self, response: http.client.HTTPResponse, target: _Target) -> bytes:
        largest = self._limits.body
        body = b"" if (response.length or 0) > largest else response.read(largest + 1)
        if len(body) > largest or (response.length or 0) > largest:
            raise UnavailableError(
                "fetch.too-large", f"{target.host} sends more than {largest} bytes."
            )
        if response.length:  # http.client gives a short body without a word
            raise http.client.IncompleteRead(body, response.length)
        return body


class First:
    """Several fetchers as one: the first that has the document answers."""

    def __init__(self, *fetchers: Fetcher) -> None:
        self._fetchers = fetchers

    def given(self, url: str) -> bytes | None:
        """Return the document from the first fetcher that has it without asking anybody."""
        own = (one.given(url) for one in self._fetchers if isinstance(one, Given))
        return next((found for found in own if found is not None), None)

    def fetch(self, url: str) -> bytes:
        """Return the document from the first fetcher that has it.

        Raises:
            UnavailableError: none has it; the reason is the last one's.
        """
        failure = UnavailableError("fetch.not-at-hand", f"Nobody was asked for {_shown(url)}.")
        for fetcher in self._fetchers:
            try:
                return fetcher.fetch(url)
            except UnavailableError as error:
                failure = error
        raise failure


@dataclass(frozen=True, slots=True)
class _Redirect:
    location: str


_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_LAST_LABEL = r"[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"  # a number would be an IP address
_URL = re.compile(
    rf"https://(?P<host>(?:{_LABEL}\.)*{_LAST_LABEL})(?::(?P<port>[0-9]{{1,5}}))?"
    r"(?P<path>(?:/[A-Za-z0-9\-._~:/@!$&'()*+,;=%]*)?(?:\?[A-Za-z0-9\-._~:/?@!$&'()*+,;=%]*)?)"
    r"(?:#[A-Za-z0-9\-._~:/?@!$&'()*+,;=%]*)?",
    re.IGNORECASE | re.ASCII,  # without ASCII, the Kelvin sign would be a K
)
_MAX_URL, _MAX_HOST, _MAX_PORT = 2_000, 253, 65_535


@dataclass(frozen=True, slots=True)
class _Target:
    """An address taken apart: host name in lower case, port, path with query."""

    host: str
    port: int
    path: str

    @classmethod
    def parse(cls, url: str) -> _Target:
        """Read an https URL: a host name, no IP literal, no credentials, only URI characters."""
        found = _URL.fullmatch(url) if len(url) <= _MAX_URL else None
        port = int(found["port"] or 443) if found else 0
        if found is None or not 0 < port <= _MAX_PORT or len(found["host"]) > _MAX_HOST:
            raise UnavailableError(
                "fetch.url-refused",
                f"{_shown(url)} is not an https address with a host name.",
            )
        path = found["path"]
        return cls(found["host"].lower(), port, path if path.startswith("/") else "/" + path)


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        return location  # refused as the next address, in words


def _shown(url: str) -> str:
    return ascii(url[:200])
