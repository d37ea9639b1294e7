"""The verbs and their options. Each one's work is done in a module of its own, imported late."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from mintmark.cli import console
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
keys = typer.Typer(help="Make signing keys.", no_args_is_help=True)
app.add_typer(keys, name="keys")
frameworks = typer.Typer()
app.add_typer(frameworks, name="frameworks")
lists = typer.Typer(invoke_without_command=True)
app.add_typer(lists, name="vocabularies")

Json = Annotated[bool, typer.Option("--json", help="Print facts as JSON, for programs.")]
At = Annotated[
    str | None,
    typer.Option(
        help="The moment asked about (RFC 3339, with zone: 2026-01-31T12:00:00Z).",
        show_default="now",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(help="The day asked about, for example 2026-01-31.", show_default="today"),
]
Contexts = Annotated[
    Path | None,
    typer.Option(
        help="A folder of JSON-LD contexts to know besides the bundled ones: index.json maps "
        "each address to a file and its sha256.",
        show_default=False,
    ),
]
Passphrase = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        help="A file whose first line is the key's passphrase. Without it the variable "
        "MINTMARK_PASSPHRASE is used, if it is set.",
        show_default=False,
    ),
]


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


@app.command()
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


@app.command()
def schema(
    what: Annotated[str, typer.Argument(help="What to describe: achievement or stack-rule.")],
) -> None:
    """Print the JSON Schema of a draft or a stack rule, so that editors complete and check it.

    Example: `mintmark schema achievement > achievement.schema.json`
    """
    from mintmark.cli import drafting

    drafting.schema(what)


@app.command()
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


@frameworks.callback(invoke_without_command=True)
def frameworks_list(context: typer.Context, as_json: Json = False) -> None:
    """List the frameworks, or look into them.

    Example: `mintmark frameworks`, and then `mintmark frameworks show nz-nzqa-2022`
    """
    if context.invoked_subcommand is None:
        from mintmark.cli import frameworks_command

        frameworks_command.list_all(as_json=as_json)


@frameworks.command("show")
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


@frameworks.command("compare")
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


@frameworks.command("verify")
def frameworks_verify(as_json: Json = False) -> None:
    """Check the data themselves: sources, dates, and whether everything they name is there.

    Ends with 0 where they are sound, 1 where they are not.

    Example: `mintmark frameworks verify`
    """
    from mintmark.cli import frameworks_command

    raise typer.Exit(frameworks_command.verify(as_json=as_json))


@lists.callback()
def vocabularies(context: typer.Context, as_json: Json = False) -> None:
    """List the vocabularies: the published codes that drafts are held to.

    Example: `mintmark vocabularies`, and for one of them `mintmark vocabularies show country`
    """
    from mintmark.cli import vocabularies

    if context.invoked_subcommand is None:
        vocabularies.tell_all(as_json=as_json)


@lists.command("show")
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


@app.command(context_settings={"ignore_unknown_options": True})
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


@keys.command("new")
def keys_new(
    did: Annotated[str, typer.Option(help="The kind of DID: key, jwk or web.")] = "key",
    kind: Annotated[str, typer.Option(help="The kind of key: ed25519 or p256.")] = "ed25519",
    domain: Annotated[
        str | None,
        typer.Option(
            help="For --did web: the domain, and a path if there is one (example.org/badges).",
            show_default=False,
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="Where to write the private key.")] = Path("issuer.key"),
    passphrase: Passphrase = None,
    as_json: Json = False,
) -> None:
    """Make a signing key. Only its owner can read the file; a passphrase encrypts it.

    Example: `mintmark keys new --did key --out issuer.key`
    """
    from mintmark.cli import keyring

    keyring.new(did, kind, domain, out, passphrase, as_json)


@app.command()
def issue(
    achievement: Annotated[Path, typer.Argument(help="The achievement (YAML).")],
    awards: Annotated[Path, typer.Argument(help="The award list (CSV), one learner a row.")],
    key: Annotated[Path, typer.Option(help="The signing key.")],
    out: Annotated[Path, typer.Option(help="The folder for the credentials.")],
    bake: Annotated[
        str | None,
        typer.Option(help="Also put each credential into a png, svg or pdf.", show_default=False),
    ] = None,
    suite: Annotated[
        str | None,
        typer.Option(
            help="The cryptosuite: eddsa-rdfc-2022, eddsa-jcs-2022, and for P-256 keys "
            "ecdsa-rdfc-2019, ecdsa-jcs-2019.",
            show_default="eddsa-rdfc-2022",
        ),
    ] = None,
    passphrase: Passphrase = None,
    contexts: Contexts = None,
    as_json: Json = False,
) -> None:
    """Issue one Open Badges 3.0 credential to each awarded learner.

    A row that cannot be awarded is reported with its line and reason, and the others are issued.
    Running it again issues nothing twice. Ends with 0, or with 1 where a row was refused.

    Example: `mintmark issue achievement.yaml awards.csv --key issuer.key --out issued --bake png`
    """
    from mintmark.cli import issuing

    raise typer.Exit(
        issuing.issue(
            issuing.Order(achievement, awards, key, out, bake, suite, passphrase, contexts),
            as_json=as_json,
        )
    )


@app.command()
def verify(
    files: Annotated[
        list[str],
        typer.Argument(help="JSON, JWT, PNG, SVG or PDF files, folders, or - for standard input."),
    ],
    at: At = None,
    trust: Annotated[
        Path | None,
        typer.Option(
            help="Trust anchors (YAML or JSON): whom you believe. Without them a genuine "
            "signature is enough, and the report says that nobody vouches for the issuer.",
            show_default=False,
        ),
    ] = None,
    documents: Annotated[
        Path | None,
        typer.Option(
            help="Documents already fetched: a JSON object of address to text, or a folder "
            "with such an index.json.",
            show_default=False,
        ),
    ] = None,
    contexts: Contexts = None,
    offline: Annotated[bool, typer.Option("--offline", help="Never ask the network.")] = False,
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

    order = bench.Order(at, trust, documents, contexts, offline, challenge, domain, require_binding)
    raise typer.Exit(verifying.verify(files, order, as_json=as_json, jobs=jobs))


@app.command()
def show(
    file: Annotated[str, typer.Argument(help="A JSON, PNG, SVG or PDF file, or -.")],
    at: At = None,
    documents: Annotated[
        Path | None, typer.Option(help="Documents already fetched.", show_default=False)
    ] = None,
    contexts: Contexts = None,
    offline: Annotated[bool, typer.Option("--offline", help="Never ask the network.")] = False,
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


@app.command()
def stack(
    rule: Annotated[Path, typer.Argument(help="The stack rule (YAML).")],
    holdings: Annotated[
        list[str], typer.Argument(help="The credentials: files or folders, as for verify.")
    ],
    as_of: AsOf = None,
    trust: Annotated[
        Path | None,
        typer.Option(help="Trust anchors (YAML or JSON): whom you believe.", show_default=False),
    ] = None,
    documents: Annotated[
        Path | None, typer.Option(help="Documents already fetched.", show_default=False)
    ] = None,
    contexts: Contexts = None,
    offline: Annotated[bool, typer.Option("--offline", help="Never ask the network.")] = False,
    counted: Annotated[
        list[Path] | None,
        typer.Option(
            help="An earlier result of stack --json: what counts there is not counted again, "
            "unless the rule allows it.",
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Verify credentials and say how far they add up to a larger award, and what is missing.

    It is a proposal; the rule says who decides. Ends with 0 where the rule is met, 1 where it is
    not, 2 where something that could not be checked would decide.

    Example: `mintmark stack certificate.yaml issued/ --as-of 2026-06-01 --trust anchors.yaml`
    """
    from mintmark.cli import bench, stacking

    order = bench.Order(None, trust, documents, contexts, offline)
    asked = stacking.Asked(rule, holdings, as_of, counted or [])
    raise typer.Exit(stacking.stack(asked, order, as_json=as_json))


@app.command("vc-api")
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
    documents: Annotated[
        Path | None, typer.Option(help="Documents already fetched.", show_default=False)
    ] = None,
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
    offline: Annotated[bool, typer.Option("--offline", help="Never ask the network.")] = False,
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


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="The folder for what the demo makes.")] = Path(
        "demo-output"
    ),
    leave: Annotated[
        bool, typer.Option("--exit", help="Never wait for anybody (for scripts).")
    ] = False,
) -> None:
    """Watch a real micro-credential go through its life, and keep the files it leaves.

    Example: `mintmark demo --exit`
    """
    from mintmark.cli import story

    raise typer.Exit(story.tell(out, main, pause=not leave and sys.stdin.isatty()))
