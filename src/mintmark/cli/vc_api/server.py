"""The HTTP server around the application: TLS, threads, and bounds on what a client may take."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import AF_INET, AF_INET6, SHUT_RDWR, socket
from socketserver import ThreadingMixIn
from typing import Any, Final
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer

from mintmark.errors import UsageError

WAIT: Final = 10.0
"""Seconds that a client may keep the server waiting for anything."""

LIFETIME: Final = 60.0
"""Seconds that one connection may last, however busy it is."""

MAX_CONNECTIONS: Final = 32
"""Connections that are served at once; more have to wait."""


class Server(ThreadingMixIn, WSGIServer):
    """Serves one WSGI application, every connection in a thread of its own.

    Args:
        address: host and port; port 0 is any free one.
        application: the WSGI application.
        tls: the TLS settings; without them it speaks plain HTTP.
    """

    daemon_threads = False
    request_queue_size = MAX_CONNECTIONS

    def __init__(
        self, address: tuple[str, int], application: Any, tls: ssl.SSLContext | None
    ) -> None:
        self.tls = tls
        self.address_family = AF_INET6 if ":" in address[0] else AF_INET
        self._places = threading.BoundedSemaphore(MAX_CONNECTIONS)
        super().__init__(address, _Handler)
        self.set_app(application)

    def server_bind(self) -> None:
        """Bind, without asking the name service what this host is called."""
        super(WSGIServer, self).server_bind()
        host, port = self.server_address[:2]
        self.server_name, self.server_port = str(host), int(port)
        self.setup_environ()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Start a thread for the connection once there is a place for it."""
        self._places.acquire()
        try:
            super().process_request(request, client_address)
        except BaseException:
            self._places.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve one connection, and let it last no longer than it may."""
        timer = threading.Timer(LIFETIME, _hang_up, (request,))
        timer.daemon = True
        timer.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            timer.cancel()
            self._places.release()

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Greet in the connection's own thread, so that a silent client holds up nobody."""
        request.settimeout(WAIT)
        if self.tls is None:
            super().finish_request(request, client_address)
            return
        with self.tls.wrap_socket(request.dup(), server_side=True) as secured:
            super().finish_request(secured, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a connection that breaks is the client's affair."""


class _Quiet(ServerHandler):
    server_software = "mintmark"

    def log_exception(self, exc_info: Any) -> None:
        """Say nothing: the application has no exceptions, and a lost client is no news."""


class _Handler(WSGIRequestHandler):
    timeout = WAIT

    def log_message(self, format: str, *args: Any) -> None:
        """Keep no log: what is in credentials is nobody's business."""

    def address_string(self) -> str:
        return str(self.client_address[0])

    def handle(self) -> None:
        """Serve one request; a line that is too long, or none at all, ends the connection."""
        self.raw_requestline = self.rfile.readline(65537)
        if len(self.raw_requestline) > 65536:
            self.requestline = self.request_version = self.command = ""
            self.send_error(414)
            return
        if not self.parse_request():
            return
        environ: dict[str, Any] = self.get_environ()
        environ["wsgi.url_scheme"] = (
            "https" if isinstance(self.connection, ssl.SSLSocket) else "http"
        )
        server: Any = self.server
        handler = _Quiet(
            self.rfile,
            self.wfile,  # type: ignore[arg-type]
            self.get_stderr(),
            environ,
            multithread=True,
        )
        handler.request_handler = self  # type: ignore[attr-defined]
        handler.run(server.get_app())


def tls_context(certificate: Path, key: Path) -> ssl.SSLContext:
    """Return the settings for a server with this certificate chain and key, both in PEM.

    Raises:
        UsageError: ``vc-api.bad-certificate``.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate, key)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise UsageError(
            "vc-api.bad-certificate",
            f"The certificate {certificate} and key {key} cannot be used: {error}.",
        ) from None
    return context


def listen(host: str, port: int, make: Callable[[int], Any], tls: ssl.SSLContext | None) -> Server:
    """Return a server that listens already; it serves once ``serve_forever`` is called.

    Args:
        make: gives the WSGI application for the port that was found.

    Raises:
        UsageError: ``vc-api.cannot-listen``.
    """
    try:
        server = Server((host, port), None, tls)
    except (OSError, OverflowError, UnicodeError) as error:
        raise UsageError(
            "vc-api.cannot-listen", f"Nothing can listen on {host} port {port}: {error}."
        ) from None
    server.set_app(make(server.server_port))
    return server


@contextmanager
def stopped_by_signals(server: Server) -> Iterator[None]:
    """Let SIGTERM and SIGINT end ``serve_forever``; requests under way are still answered."""
    import signal

    def stop(_number: int, _frame: Any) -> None:
        # From a thread of its own: shutdown waits for the loop that this handler interrupts.
        threading.Thread(target=server.shutdown, daemon=True).start()

    before: Mapping[int, Any] = {
        number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _hang_up(connection: socket) -> None:
    with suppress(OSError):
        connection.shutdown(SHUT_RDWR)
