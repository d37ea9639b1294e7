"""Run the office, the web application. Django is loaded only here, and only when asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mintmark.cli.options import Json

PASS_ON = {
    "ignore_unknown_options": True,
    "allow_extra_args": True,
    "allow_interspersed_args": False,
    "help_option_names": ["-h", "--help"],
}
"""For a verb that hands its arguments on."""

Data = Annotated[
    Path | None,
    typer.Option(
        help="The folder for the database, uploads and secrets.",
        show_default="MINTMARK_DATA, or mintmark-data",
    ),
]


def serve(
    port: Annotated[int, typer.Option(help="The port; 0 is any free one.")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    data: Data = None,
    processes: Annotated[
        int | None,
        typer.Option(min=1, help="Web processes.", show_default="one for each core, at most 4"),
    ] = None,
    no_worker: Annotated[
        bool, typer.Option("--no-worker", help="Leave background work to `mintmark work`.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Run the office: bring its database up to date, then serve until Ctrl-C.

    Settings come from the environment (DATABASE_URL, MINTMARK_URL ...).

    Example: `mintmark serve --port 8000`
    """
    from mintmark.cli import office

    order = office.Order(host, port, processes, with_worker=not no_worker)
    raise typer.Exit(office.serve(order, data, as_json=as_json))


def work(
    jobs: Annotated[int, typer.Option(min=1, help="How many workers.")] = 1,
    data: Data = None,
) -> None:
    """Run more workers for the office's background jobs, on this machine, until Ctrl-C.

    Example: `mintmark work --jobs 2`
    """
    from mintmark.cli import office

    raise typer.Exit(office.work(jobs, data))


def manage(
    context: typer.Context,
    arguments: Annotated[
        list[str] | None, typer.Argument(help="The command and its options.", show_default=False)
    ] = None,
) -> None:
    """Administer the office: check, migrate, createadmin, backup, restore ...

    Example: `mintmark office createadmin ada@example.org`
    """
    from mintmark.cli import office

    raise typer.Exit(office.manage([*(arguments or ["help"]), *context.args]))


def audit_verify(data: Data = None, as_json: Json = False) -> None:
    """Prove that the office's record is whole: nothing changed, removed or slipped in.

    Exit code 1: it is not.

    Example: `mintmark audit verify --json`
    """
    from mintmark.cli import office

    raise typer.Exit(office.audit_verify(data, as_json=as_json))
