"""Connections that end: in time, and after so many bytes, whatever the other side does.

``http.client`` waits anew for each byte and, given a chunk of size -1, reads for ever. Underneath
it, these see to the bounds.
"""

from __future__ import annotations

import http.client
import queue
import socket
import ssl
import threading
from collections.abc import Callable
from io import BufferedReader, RawIOBase
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from mintmark.errors import UnavailableError

Address = IPv4Address | IPv6Address


class Deadline:
    """The time one document may take, in phases."""

    def __init__(self, clock: Callable[[], float], *, phase: float, total: float) -> None:
        self._clock = clock
        self._phase = phase
        self._end = clock() + total

    def left(self) -> float:
        """Seconds the next phase may take.

        Raises:
            TimeoutError: none.
        """
        left = self._end - self._clock()
        if left <= 0:
            raise TimeoutError
        return min(left, self._phase)


class Connection(http.client.HTTPConnection):
    """http.client's side of HTTP, over a secure connection that is already there."""

    default_port = http.client.HTTPS_PORT

    def __init__(self, host: str, port: int, connected: TimedSocket) -> None:
        super().__init__(host, port)
        self._connected = connected

    def connect(self) -> None:
        """Take the connection that is there."""
        self.sock: Any = self._connected


class TimedSocket:
    """As much of a socket as http.client uses. Each wait ends when the document's time is up."""

    def __init__(self, secure: ssl.SSLSocket, deadline: Deadline, most: int) -> None:
        self._secure = secure
        self._deadline = deadline
        self._most = most

    def sendall(self, data: bytes) -> None:
        """Send all of it."""
        self._secure.settimeout(self._deadline.left())
        self._secure.sendall(data)

    def makefile(self, _mode: str) -> BufferedReader:
        """Give what arrives as a file."""
        return BufferedReader(_TimedReader(self._secure, self._deadline, self._most))

    def close(self) -> None:
        """Leave closing to the one who opened: http.client closes before the body is read."""


class _TimedReader(RawIOBase):
    def __init__(self, secure: ssl.SSLSocket, deadline: Deadline, most: int) -> None:
        self._secure = secure
        self._deadline = deadline
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._secure.settimeout(self._deadline.left())
        count = self._secure.recv_into(buffer)
        self._left -= count
        if self._left < 0:
            raise UnavailableError("fetch.too-large", "A server sends without end.")
        return count


def ask_system(host: str, port: int) -> list[Address]:
    """Give every address the system's resolver knows for a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ip_address(entry[4][0]) for entry in found]


def connect_to(address: Address, port: int, seconds: float) -> socket.socket:
    """Connect to an address, not a name: nothing is resolved."""
    return socket.create_connection((str(address), port), timeout=seconds)


def in_time(work: Callable[[], list[Address]], deadline: Deadline) -> list[Address]:
    """Run what has no time limit of its own; leave it behind when its time is up."""
    answers: queue.Queue[list[Address] | OSError | ValueError] = queue.Queue()

    def run() -> None:
        try:
            answers.put(work())
        except (OSError, ValueError) as error:
            answers.put(error)

    seconds = deadline.left()
    threading.Thread(target=run, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, OSError | ValueError):
        raise answer
    return answer
