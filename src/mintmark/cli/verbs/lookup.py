"""Look up what the world has agreed on: codes, and what credits and levels are worth."""

from __future__ import annotations

from typing import Annotated

import typer

from mintmark.cli.options import Json


def vocabularies(context: typer.Context, as_json: Json = False) -> None:
    """List the vocabularies: the published codes that drafts are held to.

    Example: `mintmark vocabularies`, and for one of them `mintmark vocabularies show country`
    """
    from mintmark.cli import vocabularies

    if context.invoked_subcommand is None:
        vocabularies.tell_all(as_json=as_json)


def vocabularies_show(
    name: Annotated[str, typer.Argument(help="The vocabulary, for example isced-f.")],
    search: Annotated[
        str | None,
        typer.Option(help="Only what has these words in its code or name.", show_default=False),
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="The language of the names.", show_default="en")
    ] = None,
    as_json: Json = False,
) -> None:
    """Print the codes of a vocabulary with their names, or those that a search finds.

    Example: `mintmark vocabularies show isced-f --search software`
    """
    from mintmark.cli import vocabularies

    vocabularies.show(name, search, language, as_json=as_json)


def equate(
    what: Annotated[
        str,
        typer.Argument(
            help="Credits or hours (5 ECTS, 30 h, PT30H), or a level (NFQ:7, AU:AQF:8)."
        ),
    ],
    to: Annotated[
        str,
        typer.Option(
            help="A credit system (NZQCF), a level framework (EQF) or a jurisdiction (nz)."
        ),
    ],
    as_of: Annotated[
        str | None,
        typer.Option(help="The day asked about, for example 2024-01-01.", show_default="today"),
    ] = None,
    as_json: Json = False,
) -> None:
    """Say what credits, hours or a level are worth elsewhere, by which method and which source.

    Ends with 0 where there is an answer, 2 where it cannot be told, 64 for wrong usage.

    Example: `mintmark equate "5 ECTS" --to nz --as-of 2024-01-01`
    """
    from mintmark.cli import equating

    raise typer.Exit(equating.equate(what, to, as_of, as_json=as_json))
