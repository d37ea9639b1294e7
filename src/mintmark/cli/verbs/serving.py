"""Answer over the network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mintmark.cli.options import Contexts, Documents, Json, Offline


def vc_api(
    port: Annotated[int, typer.Option(help="The port; 0 is any free one.")] = 8443,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    tls_cert: Annotated[
        Path | None,
        typer.Option(
            help="The TLS certificate chain (PEM). Without it the service speaks plain HTTP, "
            "to this machine only.",
            show_default=False,
        ),
    ] = None,
    tls_key: Annotated[
        Path | None, typer.Option(help="The key of the certificate (PEM).", show_default=False)
    ] = None,
    contexts: Contexts = None,
    documents: Documents = None,
    seed_file: Annotated[
        Path | None,
        typer.Option(
            help="A file with at least 32 secret bytes from which the issuers' keys follow. "
            "Without it they are new at every start.",
            show_default=False,
        ),
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option(
            help="How the service is reached from outside: status lists are named after it.",
            show_default="https://localhost:PORT",
        ),
    ] = None,
    offline: Offline = False,
    as_json: Json = False,
) -> None:
    """Issue, present and verify over HTTPS, after the W3C's VC API; for tests and integration.

    Anybody who reaches the port can have anything signed: keep it among yourselves. GET / lists
    the issuers, one for each suite and kind of key: /issuers/ecdsa-rdfc-2019-p384/credentials/issue

    Example: `mintmark vc-api --port 8443 --tls-cert cert.pem --tls-key key.pem`
    """
    from mintmark.cli.vc_api import command

    order = command.Order(
        port, host, tls_cert, tls_key, contexts, documents, seed_file, base_url, offline
    )
    raise typer.Exit(command.run(order, as_json=as_json))
