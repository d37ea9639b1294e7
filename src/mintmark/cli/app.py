"""The command line as a whole: the order of the verbs, and how each run ends."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from mintmark.cli import console
from mintmark.cli.verbs import (
    deciding,
    designing,
    frameworks,
    issuing,
    lookup,
    office,
    recognition,
    serving,
    stacking,
    verifying,
)
from mintmark.errors import MintmarkError, UsageError

WRONG_USAGE = 64
"""The exit code for wrong usage (EX_USAGE of sysexits.h)."""

FAILED = 1
INTERRUPTED = 130
BROKEN_PIPE = 141
"""Nobody read on, so nothing is claimed: what a shell says of a program that SIGPIPE ended."""

NOT_WRITTEN = 74
"""The exit code where the output cannot be written (EX_IOERR of sysexits.h)."""

app = typer.Typer(
    name="mintmark",
    help="Carries a micro-credential through its whole life, and anyone can check it.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


# Typer keeps the class of all its usage errors to itself; what it shows is a child of that class.
_WRONGLY_CALLED: type[Exception] = typer.BadParameter.__mro__[1]


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code; errors are told in words on standard error."""
    try:
        result = app(arguments, prog_name="mintmark", standalone_mode=False)
        sys.stdout.flush()
    except _WRONGLY_CALLED as error:
        return WRONG_USAGE if console.usage_error(error) else 0
    except MintmarkError as error:
        console.error(error)
        return WRONG_USAGE if isinstance(error, UsageError) else FAILED
    except (KeyboardInterrupt, typer.Abort):
        console.note("Stopped.")
        return INTERRUPTED
    except BrokenPipeError:
        console.close_broken_pipe()
        return BROKEN_PIPE
    except OSError as error:
        console.note(f"mintmark: Reading or writing failed: {error.strerror}.")
        console.close_broken_pipe()
        return NOT_WRITTEN
    return result if isinstance(result, int) else 0


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        from mintmark import __version__

        console.say(f"mintmark {__version__}")
        raise typer.Exit


def demo(
    out: Annotated[Path, typer.Option(help="The folder for what the demo makes.")] = Path(
        "demo-output"
    ),
    leave: Annotated[
        bool,
        typer.Option("--exit", help="Never wait for anybody, and close the office (for scripts)."),
    ] = False,
    no_office: Annotated[
        bool, typer.Option("--no-office", help="Only make the files; leave the office out.")
    ] = False,
) -> None:
    """Watch a real micro-credential go through its life, then find it in the office.

    The office is the web application; it is served on this machine until Ctrl-C.

    Example: `mintmark demo --exit`
    """
    from mintmark.cli import office, story

    told = story.tell(out, main, pause=not leave and sys.stdin.isatty())
    raise typer.Exit(told or (0 if no_office else office.show(out / "office", leave=leave)))


def _group(name: str, **settings: Any) -> typer.Typer:
    made = typer.Typer(**settings)
    app.add_typer(made, name=name)
    return made


_KEYS = _group("keys", help="Make signing keys.", no_args_is_help=True)
_KEYS.command("new")(issuing.keys_new)
_FRAMEWORKS = _group("frameworks")
_FRAMEWORKS.callback(invoke_without_command=True)(frameworks.frameworks_list)
_FRAMEWORKS.command("show")(frameworks.frameworks_show)
_FRAMEWORKS.command("compare")(frameworks.frameworks_compare)
_FRAMEWORKS.command("verify")(frameworks.frameworks_verify)
_LISTS = _group("vocabularies", invoke_without_command=True)
_LISTS.callback()(lookup.vocabularies)
_LISTS.command("show")(lookup.vocabularies_show)
_AUDIT = _group("audit", help="Prove the office's record.", no_args_is_help=True)
_RECOGNISE = _group(
    "recognise",
    help="Recognise credentials and prior learning: cases that a person decides.",
    no_args_is_help=True,
)
_RECOGNISE.command("open")(recognition.open_)
_RECOGNISE.command("show")(recognition.show)
_RECOGNISE.command("verify")(recognition.verify)
_RECOGNISE.command("ask")(recognition.ask)
_RECOGNISE.command("answer")(recognition.answer)
_RECOGNISE.command("compare")(recognition.compare)
_RECOGNISE.command("assess")(recognition.assess)
_RECOGNISE.command("precedents")(recognition.precedents)
_RECOGNISE.command("decide")(deciding.decide)
_RECOGNISE.command("issue")(deciding.issue)
_RECOGNISE.command("award")(deciding.award)
_RECOGNISE.command("appeal")(deciding.appeal)
_RECOGNISE.command("settle")(deciding.settle)
_RECOGNISE.command("close")(deciding.close)
_RECOGNISE.command("due")(recognition.due)
# In the order of a credential's life; --help lists them so.
app.command()(designing.new)
app.command()(designing.schema)
app.command()(designing.check)
app.command(context_settings={"ignore_unknown_options": True})(lookup.equate)
app.command()(issuing.issue)
app.command()(verifying.verify)
app.command()(verifying.show)
app.command()(stacking.stack)
app.command()(stacking.award)
app.command()(stacking.plan)
app.command("vc-api")(serving.vc_api)
app.command()(office.serve)
app.command()(office.work)
app.command("office", context_settings=office.PASS_ON)(office.manage)
_AUDIT.command("verify")(office.audit_verify)
app.command()(demo)
