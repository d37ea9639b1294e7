"""Combine credentials, and plan what to learn next."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mintmark.cli.options import AsOf, Contexts, Documents, Json, Offline, Svg, SvgWidth, Trust


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
    svg: Svg = None,
    svg_width: SvgWidth = 720,
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


def plan(
    target: Annotated[
        Path,
        typer.Argument(help="The stack rule (YAML), or an occupation (YAML, or JSON of ESCO)."),
    ],
    catalogue: Annotated[
        Path, typer.Option(help="The folder of the offers, with the drafts that they name.")
    ],
    holdings: Annotated[
        list[str] | None,
        typer.Argument(
            help="The credentials: files or folders, as for verify.", show_default=False
        ),
    ] = None,
    goal: Annotated[
        str, typer.Option(help="What matters most: cheapest, shortest or quickest.")
    ] = "cheapest",
    by: Annotated[
        str | None, typer.Option(help="The day by which all is to be awarded.", show_default=False)
    ] = None,
    begin: Annotated[
        str | None, typer.Option(help="The first day of study.", show_default="the day asked about")
    ] = None,
    max_cost: Annotated[
        str | None,
        typer.Option(help="The most to pay, in the catalogue's currency.", show_default=False),
    ] = None,
    max_hours: Annotated[
        str | None, typer.Option(help="The most hours of study in all.", show_default=False)
    ] = None,
    hours_per_week: Annotated[
        str | None, typer.Option(help="The most hours of study in any week.", show_default=False)
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(help="A language to study in; give it again for several.", show_default=False),
    ] = None,
    mode: Annotated[
        list[str] | None,
        typer.Option(
            help="A form of participation that suits, for example online; give it again for "
            "several.",
            show_default=False,
        ),
    ] = None,
    fund: Annotated[
        list[str] | None,
        typer.Option(
            help="A fund or learning account that may pay, as the offers name it, and what is "
            "left of it: grant, or account=500; give it again for several.",
            show_default=False,
        ),
    ] = None,
    alone: Annotated[
        bool, typer.Option("--no-alternatives", help="Tell the best plan only.")
    ] = False,
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
    svg: Svg = None,
    svg_width: SvgWidth = 720,
    as_json: Json = False,
) -> None:
    """Say which offers of a catalogue complete a target, when, and at what cost.

    The target is a stack rule, or an occupation's essential skills. Ends with 0 where there is a
    plan or nothing is needed, 1 where there is none, 2 where that cannot be told.

    Example: `mintmark plan certificate.yaml held/ --catalogue offers/ --by 2027-06-30`
    """
    from mintmark.cli import bench, planning

    wishes = {
        "goal": goal,
        "by": by,
        "begin": begin,
        "max_cost": max_cost,
        "max_hours": max_hours,
        "hours_per_week": hours_per_week,
        "languages": language,
        "modes": mode,
        "funds": fund,
    }
    order = bench.Order(None, trust, documents, contexts, offline)
    asked = planning.Asked(
        target, holdings or [], catalogue, as_of, counted or [], wishes, not alone, svg, svg_width
    )
    raise typer.Exit(planning.run(asked, order, as_json=as_json))
