"""Combine credentials, award what they add up to, and plan what to learn next."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mintmark.cli.options import (
    AsOf,
    Bake,
    Contexts,
    Documents,
    Json,
    Offline,
    Passphrase,
    Suite,
    Svg,
    SvgWidth,
    Trust,
)

Rule = Annotated[Path, typer.Argument(help="The stack rule (YAML).")]
Holdings = Annotated[
    list[str], typer.Argument(help="The credentials: files or folders, as for verify.")
]
Counted = Annotated[
    list[Path] | None,
    typer.Option(
        help="An earlier result of stack --json: what counts there is not counted again, "
        "unless the rule allows it.",
        show_default=False,
    ),
]
Effort = Annotated[
    float,
    typer.Option(
        min=0,
        max=86_400,
        help="How long the solver may try for one learner, in seconds by its own measure. "
        "Where that is too short, the best found so far is told, and that it is only that.",
    ),
]


def stack(
    rule: Rule,
    holdings: Holdings,
    as_of: AsOf = None,
    trust: Trust = None,
    documents: Documents = None,
    contexts: Contexts = None,
    offline: Offline = False,
    counted: Counted = None,
    each: Annotated[
        bool,
        typer.Option(
            "--each",
            help="Every folder inside the named ones is a learner by themselves; tell of each in "
            "a line.",
        ),
    ] = False,
    jobs: Annotated[
        int,
        typer.Option(min=1, max=256, help="With --each: how many processes share the work."),
    ] = 1,
    effort: Effort = 10,
    svg: Svg = None,
    svg_width: SvgWidth = 720,
    as_json: Json = False,
) -> None:
    """Verify credentials and say how far they add up to a larger award, and what is missing.

    It is a proposal; the rule says who decides. Ends with 0 where the rule is met, 1 where it is
    not, 2 where something that could not be checked would decide. With --each it ends with 1
    where one learner has not met the rule, else with 2 where that cannot be told of one.

    Example: `mintmark stack certificate.yaml issued/ --as-of 2026-06-01 --trust anchors.yaml`
    """
    from mintmark.cli import bench, stacking

    order = bench.Order(None, trust, documents, contexts, offline)
    asked = stacking.Asked(rule, holdings, as_of, counted or [], effort, svg, svg_width)
    if each:
        from mintmark.cli.cohort import stack_each

        raise typer.Exit(stack_each(asked, order, as_json=as_json, jobs=jobs))
    raise typer.Exit(stacking.stack(asked, order, as_json=as_json))


def award(
    rule: Rule,
    holdings: Holdings,
    result: Annotated[Path, typer.Option(help="The result of stack --json that was decided on.")],
    achievement: Annotated[Path, typer.Option(help="The larger achievement (YAML).")],
    decided_by: Annotated[str, typer.Option(help="Who decided: the name of a person.")],
    key: Annotated[Path, typer.Option(help="The signing key of the body that decided.")],
    out: Annotated[Path, typer.Option(help="The folder for the credential.")],
    on: Annotated[
        str | None, typer.Option(help="The day of the decision.", show_default="today")
    ] = None,
    record: Annotated[
        bool,
        typer.Option(
            "--record",
            help="Also write a Comprehensive Learner Record (CLR 2.0): the award and its parts in "
            "one file.",
        ),
    ] = False,
    bake: Bake = None,
    suite: Suite = None,
    passphrase: Passphrase = None,
    trust: Trust = None,
    documents: Documents = None,
    contexts: Contexts = None,
    offline: Offline = False,
    counted: Counted = None,
    effort: Effort = 10,
    as_json: Json = False,
) -> None:
    """Accept what stack proposes: issue the larger award, which names its parts by id and digest.

    The rule is evaluated again, on the same credentials. What is not met, or is not just what was
    decided on, is refused. Running it again issues nothing twice.

    Example: `mintmark award certificate.yaml held/ --result result.json --achievement baker.yaml
    --decided-by "Dr. Rye" --key school.key --out awarded`
    """
    from mintmark.cli import awarding, bench, issuing, stacking

    accepted = awarding.Accepted(result, decided_by, on, record)
    asked = stacking.Asked(rule, holdings, None, counted or [], effort)
    checks = bench.Order(None, trust, documents, contexts, offline)
    order = issuing.Order(achievement, key, out, bake, suite, passphrase, contexts)
    raise typer.Exit(awarding.award(accepted, asked, checks, order, as_json=as_json))


def plan(
    target: Annotated[
        Path,
        typer.Argument(help="The stack rule (YAML), or an occupation (YAML, or JSON of ESCO)."),
    ],
    catalogue: Annotated[
        Path, typer.Option(help="The folder of the offers, with the drafts that they name.")
    ],
    holdings: Annotated[
        list[str] | None,
        typer.Argument(
            help="The credentials: files or folders, as for verify.", show_default=False
        ),
    ] = None,
    goal: Annotated[
        str, typer.Option(help="What matters most: cheapest, shortest or quickest.")
    ] = "cheapest",
    by: Annotated[
        str | None, typer.Option(help="The day by which all is to be awarded.", show_default=False)
    ] = None,
    begin: Annotated[
        str | None, typer.Option(help="The first day of study.", show_default="the day asked about")
    ] = None,
    max_cost: Annotated[
        str | None,
        typer.Option(help="The most to pay, in the catalogue's currency.", show_default=False),
    ] = None,
    max_hours: Annotated[
        str | None, typer.Option(help="The most hours of study in all.", show_default=False)
    ] = None,
    hours_per_week: Annotated[
        str | None, typer.Option(help="The most hours of study in any week.", show_default=False)
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(help="A language to study in; give it again for several.", show_default=False),
    ] = None,
    mode: Annotated[
        list[str] | None,
        typer.Option(
            help="A form of participation that suits, for example online; give it again for "
            "several.",
            show_default=False,
        ),
    ] = None,
    fund: Annotated[
        list[str] | None,
        typer.Option(
            help="A fund or learning account that may pay, as the offers name it, and what is "
            "left of it: grant, or account=500; give it again for several.",
            show_default=False,
        ),
    ] = None,
    alone: Annotated[
        bool, typer.Option("--no-alternatives", help="Tell the best plan only.")
    ] = False,
    as_of: AsOf = None,
    trust: Trust = None,
    documents: Documents = None,
    contexts: Contexts = None,
    offline: Offline = False,
    counted: Counted = None,
    svg: Svg = None,
    svg_width: SvgWidth = 720,
    as_json: Json = False,
) -> None:
    """Say which offers of a catalogue complete a target, when, and at what cost.

    The target is a stack rule, or an occupation's essential skills. Ends with 0 where there is a
    plan or nothing is needed, 1 where there is none, 2 where that cannot be told.

    Example: `mintmark plan certificate.yaml held/ --catalogue offers/ --by 2027-06-30`
    """
    from mintmark.cli import bench, planning

    wishes = {
        "goal": goal,
        "by": by,
        "begin": begin,
        "max_cost": max_cost,
        "max_hours": max_hours,
        "hours_per_week": hours_per_week,
        "languages": language,
        "modes": mode,
        "funds": fund,
    }
    order = bench.Order(None, trust, documents, contexts, offline)
    asked = planning.Asked(
        target, holdings or [], catalogue, as_of, counted or [], wishes, not alone, svg, svg_width
    )
    raise typer.Exit(planning.run(asked, order, as_json=as_json))
