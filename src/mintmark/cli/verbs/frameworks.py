"""``mintmark frameworks``: what each framework asks for."""

from __future__ import annotations

from typing import Annotated

import typer

from mintmark.cli.options import AsOf, Json


def frameworks_list(context: typer.Context, as_json: Json = False) -> None:
    """List the frameworks, or look into them.

    Example: `mintmark frameworks`, and then `mintmark frameworks show nz-nzqa-2022`
    """
    if context.invoked_subcommand is None:
        from mintmark.cli import frameworks_command

        frameworks_command.list_all(as_json=as_json)


def frameworks_show(
    framework: Annotated[str, typer.Argument(help="The framework's id.")],
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Print what a framework asks for, with its sources, and what is not known of it.

    Example: `mintmark frameworks show eu-2022`
    """
    from mintmark.cli import frameworks_command

    frameworks_command.show(framework, as_of, as_json=as_json)


def frameworks_compare(
    framework: Annotated[list[str], typer.Argument(help="The frameworks' ids.")],
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Print what frameworks say on the same points, side by side.

    Example: `mintmark frameworks compare eu-2022 nz-nzqa-2022`
    """
    from mintmark.cli import frameworks_command

    frameworks_command.compare(framework, as_of, as_json=as_json)


def frameworks_verify(as_json: Json = False) -> None:
    """Check the data themselves: sources, dates, and whether everything they name is there.

    Ends with 0 where they are sound, 1 where they are not.

    Example: `mintmark frameworks verify`
    """
    from mintmark.cli import frameworks_command

    raise typer.Exit(frameworks_command.verify(as_json=as_json))
