"""Combine credentials."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mintmark.cli.options import AsOf, Contexts, Documents, Json, Offline, Trust


def stack(
    rule: Annotated[Path, typer.Argument(help="The stack rule (YAML).")],
    holdings: Annotated[
        list[str], typer.Argument(help="The credentials: files or folders, as for verify.")
    ],
    as_of: AsOf = None,
    trust: Trust = None,
    documents: Documents = None,
    contexts: Contexts = None,
    offline: Offline = False,
    counted: Annotated[
        list[Path] | None,
        typer.Option(
            help="An earlier result of stack --json: what counts there is not counted again, "
            "unless the rule allows it.",
            show_default=False,
        ),
    ] = None,
    svg: Annotated[
        Path | None,
        typer.Option(help="Draw the pathway into this file (SVG).", show_default=False),
    ] = None,
    svg_width: Annotated[
        int,
        typer.Option(min=320, max=2000, help="How wide that is: 360 suits a phone, 720 a page."),
    ] = 720,
    as_json: Json = False,
) -> None:
    """Verify credentials and say how far they add up to a larger award, and what is missing.

    It is a proposal; the rule says who decides. Ends with 0 where the rule is met, 1 where it is
    not, 2 where something that could not be checked would decide.

    Example: `mintmark stack certificate.yaml issued/ --as-of 2026-06-01 --trust anchors.yaml`
    """
    from mintmark.cli import bench, stacking

    order = bench.Order(None, trust, documents, contexts, offline)
    asked = stacking.Asked(rule, holdings, as_of, counted or [], svg, svg_width)
    raise typer.Exit(stacking.stack(asked, order, as_json=as_json))
