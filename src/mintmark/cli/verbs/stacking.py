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
    each: Annotated[
        bool,
        typer.Option(
            "--each",
            help="Every folder inside the named ones is a learner by themselves; tell of each in "
            "a line.",
        ),
    ] = False,
    jobs: Annotated[
        int,
        typer.Option(min=1, max=256, help="With --each: how many processes share the work."),
    ] = 1,
    effort: Annotated[
        float,
        typer.Option(
            min=0,
            max=86_400,
            help="How long the solver may try for one learner, in seconds by its own measure. "
            "Where that is too short, the best found so far is told, and that it is only that.",
        ),
    ] = 10,
    as_json: Json = False,
) -> None:
    """Verify credentials and say how far they add up to a larger award, and what is missing.

    It is a proposal; the rule says who decides. Ends with 0 where the rule is met, 1 where it is
    not, 2 where something that could not be checked would decide. With --each it ends with 1
    where one learner has not met the rule, else with 2 where that cannot be told of one.

    Example: `mintmark stack certificate.yaml issued/ --as-of 2026-06-01 --trust anchors.yaml`
    """
    from mintmark.cli import bench, stacking

    order = bench.Order(None, trust, documents, contexts, offline)
    asked = stacking.Asked(rule, holdings, as_of, counted or [], effort)
    if each:
        from mintmark.cli.cohort import stack_each

        raise typer.Exit(stack_each(asked, order, as_json=as_json, jobs=jobs))
    raise typer.Exit(stacking.stack(asked, order, as_json=as_json))
