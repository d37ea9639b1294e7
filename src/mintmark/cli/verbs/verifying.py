"""Verify and show."""

from __future__ import annotations

from typing import Annotated

import typer

from mintmark.cli.options import At, Contexts, Documents, Json, Offline, Parts, Trust


def verify(
    files: Annotated[
        list[str],
        typer.Argument(help="JSON, JWT, PNG, SVG or PDF files, folders, or - for standard input."),
    ],
    at: At = None,
    trust: Trust = None,
    documents: Documents = None,
    contexts: Contexts = None,
    offline: Offline = False,
    challenge: Annotated[
        str | None,
        typer.Option(
            help="What you gave to the holder to sign. The credential must then be an SD-JWT "
            "whose holder signed it, just now.",
            show_default=False,
        ),
    ] = None,
    domain: Annotated[
        str | None,
        typer.Option(
            help="How you are named: what the holder signed, or a token that is made for "
            "somebody, must be made for you.",
            show_default=False,
        ),
    ] = None,
    require_binding: Annotated[
        bool,
        typer.Option("--require-binding", help="Refuse what its holder did not sign (SD-JWT)."),
    ] = False,
    parts: Parts = None,
    jobs: Annotated[
        int, typer.Option(min=1, max=256, help="How many processes share the work.")
    ] = 1,
    as_json: Json = False,
) -> None:
    """Check credentials, point by point, and say what holds, what does not, and what is unknown.

    Ends with 0 valid, 1 invalid, 2 could not check (the worst of several files), 64 wrong usage.

    Example: `mintmark verify badge.png certificate.pdf --trust anchors.yaml`
    """
    from mintmark.cli import bench, verifying

    asked = (challenge, domain, require_binding)
    held = tuple(parts or ())
    order = bench.Order(at, trust, documents, contexts, offline, *asked, parts=held)
    raise typer.Exit(verifying.verify(files, order, as_json=as_json, jobs=jobs))


def show(
    file: Annotated[str, typer.Argument(help="A JSON, PNG, SVG or PDF file, or -.")],
    at: At = None,
    documents: Documents = None,
    contexts: Contexts = None,
    offline: Offline = False,
    unverified: Annotated[
        bool, typer.Option("--unverified", help="Show it even where its signature does not hold.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Print what a credential says, for people. Only what was signed is shown.

    Example: `mintmark show badge.png`
    """
    from mintmark.cli import bench, verifying

    order = bench.Order(at, None, documents, contexts, offline)
    raise typer.Exit(verifying.show(file, order, unverified=unverified, as_json=as_json))
