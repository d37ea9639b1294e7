"""Recognise credentials and prior learning: cases, decisions, appeals, precedents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mintmark.cli.options import AsOf, Contexts, Documents, Json, Offline, Passphrase, Trust

Case = Annotated[Path, typer.Argument(help="The case's file.")]
On = Annotated[
    str | None,
    typer.Option("--on", help="The day on which it happened.", show_default="today"),
]
Note = Annotated[
    str | None,
    typer.Option(help="Anything that whoever reads the case should know.", show_default=False),
]
By = Annotated[str, typer.Option(help="The name of the person who answers for it.")]
Role = Annotated[
    str | None, typer.Option(help="That person's function in the office.", show_default=False)
]
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


def open_(
    target: Annotated[
        Path,
        typer.Option(help="What recognition is asked for: a target or an achievement (YAML)."),
    ],
    office: Annotated[
        Path, typer.Option(help="The office: its name, its time limits, where to appeal (YAML).")
    ],
    out: Annotated[Path, typer.Option(help="Where to write the case: .yaml, or .json.")],
    credentials: Annotated[
        list[str] | None,
        typer.Argument(help="The credentials handed in: files, or folders of them."),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            help="What for: module, qualification, exemption or access.",
            show_default="what the target says",
        ),
    ] = None,
    received: Annotated[
        str | None,
        typer.Option(help="The day on which the application came in.", show_default="today"),
    ] = None,
    applicant: Annotated[
        str | None,
        typer.Option(help="The applicant's name.", show_default="whom the credential names"),
    ] = None,
    applicant_id: Annotated[
        str | None,
        typer.Option(
            help="The applicant's own address, a DID.", show_default="that of the credential"
        ),
    ] = None,
    claim: Annotated[
        Path | None,
        typer.Option(help="A claim to prior learning (YAML).", show_default=False),
    ] = None,
    missing: Annotated[
        list[str] | None,
        typer.Option(
            help="What is not there yet; the time limit runs once it is.", show_default=False
        ),
    ] = None,
    trust: Trust = None,
    documents: Documents = None,
    contexts: Contexts = None,
    offline: Offline = False,
    as_json: Json = False,
) -> None:
    """Open a case: verify what was handed in, and begin to count the time.

    Example: `mintmark recognise open badge.png --target module.yaml --office office.yaml --out
    case.yaml`
    """
    from mintmark.cli import bench, recognising

    asked = recognising.Application(
        credentials or [],
        target,
        office,
        out,
        kind,
        received,
        applicant,
        applicant_id,
        claim,
        missing or [],
    )
    order = bench.Order(None, trust, documents, contexts, offline)
    recognising.open_case(asked, order, as_json=as_json)


def show(case: Case, as_of: AsOf = None, as_json: Json = False) -> None:
    """Print a case: what is asked, how it stands, what happened, what can be done.

    Example: `mintmark recognise show case.yaml`
    """
    from mintmark.cli import recognising

    recognising.show(case, as_of, as_json=as_json)


def verify(
    case: Case,
    on: On = None,
    trust: Trust = None,
    documents: Documents = None,
    contexts: Contexts = None,
    offline: Offline = False,
    as_json: Json = False,
) -> None:
    """Verify the credentials of a case again, and note what came of it.

    Ends as verify does: 0 valid, 1 invalid, 2 could not check.

    Example: `mintmark recognise verify case.yaml --trust anchors.yaml`
    """
    from mintmark.cli import bench, recognising

    order = bench.Order(None, trust, documents, contexts, offline)
    raise typer.Exit(recognising.verify(case, on, order, as_json=as_json))


def ask(
    case: Case,
    document: Annotated[list[str], typer.Option(help="What is asked for; once or several times.")],
    on: On = None,
    note: Note = None,
    as_json: Json = False,
) -> None:
    """Note that the applicant was asked for something. The time limit stands still.

    Example: `mintmark recognise ask case.yaml --document "The syllabus"`
    """
    from mintmark.cli import recognising

    values = {"event": "asked", "documents": tuple(document), "note": note}
    recognising.note_event(case, "asked", values, on, as_json=as_json)


def answer(case: Case, on: On = None, note: Note = None, as_json: Json = False) -> None:
    """Note that the applicant answered. The time limit runs on, or begins.

    Example: `mintmark recognise answer case.yaml --note "The syllabus came."`
    """
    from mintmark.cli import recognising

    recognising.note_event(case, "answered", {"note": note}, on, as_json=as_json)


def compare(
    case: Case,
    on: On = None,
    trust: Trust = None,
    documents: Documents = None,
    contexts: Contexts = None,
    offline: Offline = False,
    as_json: Json = False,
) -> None:
    """Verify the credentials once more and compare them with the target. It suggests only.

    Example: `mintmark recognise compare case.yaml`
    """
    from mintmark.cli import bench, recognising

    order = bench.Order(None, trust, documents, contexts, offline)
    recognising.compare(case, on, order, as_json=as_json)


def assess(
    case: Case,
    outcome: Annotated[str, typer.Option(help="The outcome that is claimed.")],
    result: Annotated[str, typer.Option(help="shown or not-shown.")],
    method: Annotated[str, typer.Option(help="How: portfolio, interview, demonstration, test ...")],
    grounds: Annotated[str, typer.Option(help="What that rests on.")],
    by: By,
    role: Role = None,
    second: Annotated[
        str | None, typer.Option(help="The name of a second assessor.", show_default=False)
    ] = None,
    second_result: Annotated[
        str | None,
        typer.Option(help="What the second assessor found.", show_default="the same"),
    ] = None,
    on: On = None,
    as_json: Json = False,
) -> None:
    """Note what an assessor found about one outcome of a claim to prior learning.

    Example: `mintmark recognise assess case.yaml --outcome bake --result shown --method portfolio
    --grounds "Photographs and a letter of the baker." --by "Ada Baker"`
    """
    from mintmark.cli import recognising

    values = {
        "outcome": outcome,
        "result": result,
        "method": method,
        "grounds": grounds,
        "by": {"name": by, "role": role},
        "second": {"by": {"name": second}, "result": second_result or result} if second else None,
    }
    recognising.note_event(case, "assessed", values, on, as_json=as_json)


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


def due(
    cases: Annotated[Path, typer.Argument(help="A folder of cases.")],
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """List the cases that wait for a decision by their last day, overdue ones first.

    Ends with 1 where a case is overdue, or cannot be read.

    Example: `mintmark recognise due cases --as-of 2026-06-01`
    """
    from mintmark.cli import recognition_lists

    raise typer.Exit(recognition_lists.due(cases, as_of, as_json=as_json))


def precedents(
    case: Case,
    among: Annotated[Path, typer.Option("--in", help="A folder of decided cases.")],
    most: Annotated[
        int, typer.Option(min=1, max=100, help="The most of the near-equal ones.")
    ] = 10,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """Find earlier decisions about the same achievements, and about near-equal ones.

    The folder is read once; what was read is kept in it, in .mintmark-cases.json, and only
    cases that are new or changed are read again.

    Example: `mintmark recognise precedents case.yaml --in cases`
    """
    from mintmark.cli import recognition_lists

    recognition_lists.precedents(case, among, most, as_of, as_json=as_json)


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
