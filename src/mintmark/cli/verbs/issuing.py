"""Make keys and issue."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mintmark.cli.options import Bake, Contexts, Json, Passphrase, Suite


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


def issue(
    achievement: Annotated[Path, typer.Argument(help="The achievement (YAML).")],
    awards: Annotated[Path, typer.Argument(help="The award list (CSV), one learner a row.")],
    key: Annotated[Path, typer.Option(help="The signing key.")],
    out: Annotated[Path, typer.Option(help="The folder for the credentials.")],
    bake: Bake = None,
    suite: Suite = None,
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
            issuing.Order(achievement, key, out, bake, suite, passphrase, contexts),
            awards,
            as_json=as_json,
        )
    )
