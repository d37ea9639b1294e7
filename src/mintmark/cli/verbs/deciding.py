"""Decide a recognition case: decision, appeal, end, and what leaves the office."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mintmark.cli.options import Json, Passphrase
from mintmark.cli.verbs.recognition import By, Case, Note, On, Role

Reasons = Annotated[
    list[str] | None,
    typer.Option("--reason", help="Why; give it again for several.", show_default=False),
]
Conditions = Annotated[
    list[str] | None,
    typer.Option(
        "--condition",
        help="A condition, or what partial recognition leaves out.",
        show_default=False,
    ),
]
Differences = Annotated[
    list[str] | None,
    typer.Option(
        "--difference",
        help="A substantial difference: 'level: why', with level, workload, quality, profile or "
        "outcomes; 'outcomes/bake: why' names the outcome.",
        show_default=False,
    ),
]
Measures = Annotated[
    list[str] | None,
    typer.Option(
        "--measure", help="What the applicant may do to be recognised later.", show_default=False
    ),
]
Despite = Annotated[
    str | None,
    typer.Option(
        help="Why it is recognised although a credential is not valid or could not be checked.",
        show_default=False,
    ),
]
ValidUntil = Annotated[
    str | None,
    typer.Option(help="The last day on which the decision holds.", show_default="without an end"),
]


def decide(
    case: Case,
    outcome: Annotated[str, typer.Option(help="full, partial or refused.")],
    by: By,
    role: Role = None,
    reason: Reasons = None,
    condition: Conditions = None,
    difference: Differences = None,
    measure: Measures = None,
    despite: Despite = None,
    valid_until: ValidUntil = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Note the decision that a person made, and why. The program decides nothing.

    Example: `mintmark recognise decide case.yaml --outcome full --by "Ada Baker" --reason "All
    outcomes are covered."`
    """
    from mintmark.cli import recognising

    decision = recognising.Ruling(
        outcome, by, role, reason, condition, difference, measure, despite, valid_until
    )
    recognising.decide(case, decision, on, as_json=as_json)


def issue(
    case: Case,
    key: Annotated[Path, typer.Option(help="The office's signing key.")],
    out: Annotated[Path, typer.Option(help="The folder for the statement.")],
    passphrase: Passphrase = None,
    as_json: Json = False,
) -> None:
    """Issue the decision of a case as a verifiable credential.

    Example: `mintmark recognise issue case.yaml --key office.key --out statements`
    """
    from mintmark.cli import recognition_issuing

    recognition_issuing.issue(case, key, out, passphrase, as_json=as_json)


def award(case: Case) -> None:
    """Print the award list by which `mintmark issue` issues the target itself.

    That is for prior learning that is fully recognised, at the institution whose achievement the
    target is.

    Example: `mintmark recognise award case.yaml > awards.csv`
    """
    from mintmark.cli import recognition_issuing

    recognition_issuing.award(case)


def appeal(
    case: Case,
    ground: Annotated[list[str], typer.Option(help="Why; give it again for several.")],
    admitted: Annotated[
        str | None,
        typer.Option(help="Why it is taken although it came late.", show_default=False),
    ] = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Note that the applicant appealed: against the decision, or because none came in time.

    Example: `mintmark recognise appeal case.yaml --ground "Module 3 was overlooked."`
    """
    from mintmark.cli import recognising

    values = {"grounds": tuple(ground), "admitted": admitted}
    recognising.note_event(case, "appealed", values, on, as_json=as_json)


def settle(
    case: Case,
    outcome: Annotated[str, typer.Option(help="upheld or changed.")],
    by: By,
    reason: Annotated[list[str], typer.Option(help="Why; give it again for several.")],
    role: Role = None,
    decision: Annotated[
        str | None,
        typer.Option(help="Where it is changed: full, partial or refused.", show_default=False),
    ] = None,
    condition: Conditions = None,
    difference: Differences = None,
    measure: Measures = None,
    despite: Despite = None,
    valid_until: ValidUntil = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Note how an appeal was settled, by another person than the one who had decided.

    Example: `mintmark recognise settle case.yaml --outcome upheld --by "Eve Miller" --reason "The
    level is lower indeed."`
    """
    from mintmark.cli import recognising

    changed = None
    if decision is not None:
        changed = recognising.Ruling(
            decision, by, role, reason, condition, difference, measure, despite, valid_until
        )
    values = {"outcome": outcome, "by": {"name": by, "role": role}, "reasons": tuple(reason)}
    recognising.settle(case, values, changed, on, as_json=as_json)


def close(
    case: Case,
    why: Annotated[str, typer.Option(help="final, withdrawn or not-completed.")],
    note: Note = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Note that nothing more is to come: the decision is final, or the applicant withdrew.

    Example: `mintmark recognise close case.yaml --why final`
    """
    from mintmark.cli import recognising

    recognising.note_event(case, "closed", {"why": why, "note": note}, on, as_json=as_json)
