"""What ``mintmark vc-api`` does: put the service together, say where it is, and serve."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mintmark.cli import console, files, keyring
from mintmark.cli.vc_api import examples, issuers, server
from mintmark.cli.vc_api.routes import Application
from mintmark.cli.vc_api.service import Service
from mintmark.cli.vc_api.status import StatusLists
from mintmark.errors import InputError, UsageError
from mintmark.ports import Documents, Fetcher


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line says."""

    port: int
    host: str = "127.0.0.1"
    tls_cert: Path | None = None
    tls_key: Path | None = None
    contexts: Path | None = None
    documents: Path | None = None
    seed_file: Path | None = None
    base_url: str | None = None
    offline: bool = False


def run(order: Order, *, as_json: bool) -> int:
    """Serve until a signal says to stop; return 0.

    Raises:
        UsageError: something in the order cannot be used.
    """
    listening = start(order)
    with server.stopped_by_signals(listening), listening:
        _tell(listening, as_json=as_json)
        listening.serve_forever(poll_interval=0.2)
    return 0


def start(order: Order) -> server.Server:
    """Return the server, which listens already.

    Raises:
        UsageError: something in the order cannot be used.
    """
    tls = _tls(order)
    known = issuers.make(_seed(order.seed_file))
    contexts = keyring.contexts(order.contexts)
    given = files.documents(order.documents) if order.documents else {}
    documents = {**examples.DOCUMENTS, **given}

    def make(port: int) -> Application:
        base = order.base_url or f"{'https' if tls else 'http'}://localhost:{port}"
        return Application(
            Service(
                issuers=known,
                contexts=contexts,
                status=StatusLists(base.rstrip("/")),
                clock=lambda: datetime.now(UTC),
                fetcher=lambda: _fetcher(documents, offline=order.offline),
            )
        )

    return server.listen(order.host, order.port, make, tls)


def _fetcher(documents: Mapping[str, bytes], *, offline: bool) -> Fetcher:
    at_hand = Documents(documents)
    if offline:
        return at_hand
    from mintmark.network.fetch import First, NetworkFetcher

    return First(at_hand, NetworkFetcher())


def _tls(order: Order) -> Any:
    if order.tls_cert and order.tls_key:
        return server.tls_context(order.tls_cert, order.tls_key)
    if order.tls_cert or order.tls_key:
        raise UsageError("vc-api.half-a-certificate", "--tls-cert and --tls-key belong together.")
    if not _is_loopback(order.host):
        raise UsageError(
            "vc-api.no-tls",
            f"Without TLS nobody outside may talk to the service, and {order.host} lets them.",
            remedy="Add --tls-cert and --tls-key, or leave --host away.",
        )
    return None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _seed(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return files.read_bytes(path).strip()
    except InputError as error:
        raise UsageError(error.code, error.message) from error


def _tell(listening: server.Server, *, as_json: bool) -> None:
    application: Any = listening.get_app()
    facts = application.facts()
    scheme = "https" if listening.tls else "http"
    host = f"[{listening.server_name}]" if ":" in listening.server_name else listening.server_name
    address = f"{scheme}://{host}:{listening.server_port}"
    if as_json:
        console.facts({"address": address, **facts})
    else:
        console.say(f"Serving at {address}  (stop with Ctrl-C)")
        for one in facts["issuers"]:
            console.say(f"  /issuers/{one['name']:<22} {one['id']}")
    sys.stdout.flush()
