"""Recognise credentials and prior learning: cases, decisions, appeals, precedents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mintmark.cli.options import AsOf, Contexts, Documents, Json, Offline, Trust

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


def answer(
    case: Case,
    credential: Annotated[
        list[str] | None,
        typer.Option(help="A credential that came with it: a file.", show_default=False),
    ] = None,
    note: Note = None,
    on: On = None,
    trust: Trust = None,
    documents: Documents = None,
    contexts: Contexts = None,
    offline: Offline = False,
    as_json: Json = False,
) -> None:
    """Note that the applicant answered. The time limit runs on, or begins.

    Example: `mintmark recognise answer case.yaml --note "The syllabus came."`
    """
    from mintmark.cli import bench, recognising

    order = bench.Order(None, trust, documents, contexts, offline)
    recognising.answer(case, credential or [], note, on, order, as_json=as_json)


def compare(
    case: Case,
    on: On = None,
    trust: Trust = None,
    documents: Documents = None,
    contexts: Contexts = None,
    offline: Offline = False,
    meaning: Annotated[
        Path | None,
        typer.Option(
            help="A folder with an embedding model (tokenizer.json and model.onnx): what it finds "
            "alike is shown for a person to read. It takes the extra mintmark[embeddings].",
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Verify the credentials once more and compare them with the target. It suggests only.

    Every outcome of the target is told with what it is matched with and on what evidence, then
    credits and levels.

    Example: `mintmark recognise compare case.yaml`
    """
    from mintmark.cli import bench, recognising

    order = bench.Order(None, trust, documents, contexts, offline)
    recognising.compare(case, on, order, meaning, as_json=as_json)


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
    cases that are new or changed are read again. Ends with 1 where a case cannot be read.

    Example: `mintmark recognise precedents case.yaml --in cases`
    """
    from mintmark.cli import recognition_lists

    raise typer.Exit(recognition_lists.precedents(case, among, most, as_of, as_json=as_json))
