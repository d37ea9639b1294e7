"""Draw up an achievement and hold it against frameworks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mintmark.cli.options import AsOf, Json


def new(
    file: Annotated[
        Path | None, typer.Argument(help="Where to write it; without, it is printed.")
    ] = None,
    awards_for: Annotated[
        Path | None,
        typer.Option(
            help="Write an empty award list for this achievement instead.", show_default=False
        ),
    ] = None,
) -> None:
    """Write a commented draft of an achievement, ready to be filled in.

    Example: `mintmark new draft.yaml`, and later `mintmark new awards.csv --awards-for draft.yaml`
    """
    from mintmark.cli import drafting

    drafting.new(file, awards_for)


def schema(
    what: Annotated[
        str,
        typer.Argument(
            help="What to describe: achievement, stack-rule, offer, occupation, recognition-case, "
            "recognition-office or prior-learning-claim."
        ),
    ],
) -> None:
    """Print the JSON Schema of a draft, a rule or a case, so that editors complete and check it.

    Example: `mintmark schema achievement > achievement.schema.json`
    """
    from mintmark.cli import drafting

    drafting.schema(what)


def check(
    draft: Annotated[
        Path, typer.Argument(help="The achievement's draft (YAML), or - for standard input.")
    ],
    framework: Annotated[
        list[str] | None,
        typer.Option(
            help="A framework to hold it against; give it again for several.",
            show_default="eu-2022",
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Hold it against every framework.")] = False,
    as_of: AsOf = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="Also list what is met of principles and advice.")
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            help="Also write one page for people, complete in itself.", show_default=False
        ),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever the file changes.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Hold a draft against frameworks: what is there, what is missing, where, and which clause.

    Ends with 0 where it conforms, 1 where it does not, 2 where that cannot be told; of several
    frameworks with the worst.

    Example: `mintmark check draft.yaml --all --as-of 2026-01-31 --html report.html`
    """
    from mintmark.cli import checking

    asked = checking.order(
        draft, framework or [], as_of, every=every, whole=whole, page=html, as_json=as_json
    )
    raise typer.Exit(checking.watch(asked) if watch else checking.check(asked))
