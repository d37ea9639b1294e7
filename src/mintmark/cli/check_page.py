"""A check as one page for people: complete in itself, no scripts, made to be read and printed."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.resources import files
from typing import Final

from mintmark.cli.verdict_words import (
    HEADS,
    KNOWN_BY,
    MARK,
    OVERALL,
    OVERALL_MARK,
    OVERALL_OF_SEVERAL,
    TO_DO,
    VERDICT,
    period,
    remedy,
    source_numbers,
)
from mintmark.frameworks.evaluation import Overall, Verdict
from mintmark.frameworks.rulebook import Conflict, Rule, Rulebook, Source
from mintmark.model import Achievement
from mintmark.steps.design import CheckResult, Item

_TONE: Final = {
    Overall.CONFORMS: "good",
    Overall.DOES_NOT: "bad",
    Overall.CANNOT_TELL: "open",
}
_RULE_TONE: Final = {
    Verdict.MET: "good",
    Verdict.AT_AWARD: "good",
    Verdict.NOT_MET: "bad",
    Verdict.UNKNOWN: "open",
    Verdict.NOT_APPLICABLE: "quiet",
    Verdict.ADVISORY: "quiet",
}
_ABOUT: Final = (
    "The rules are Mintmark's own words for what the sources say, each with its source, its date "
    "and how well it is known. They help to prepare a decision; whoever runs a framework makes it."
)


def page(achievement: Achievement, results: Sequence[CheckResult], as_of: date) -> str:
    """Return the page (HTML): the frameworks at a glance, then each rule by rule.

    All text is escaped, and whatever the draft says keeps its own direction of writing. Nothing is
    loaded from elsewhere.
    """
    title = achievement.title.best(achievement.language)
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="en">',
            _head(f"{title}: {_many(len(results), 'framework')}, as of {as_of}"),
            "<body>",
            '<a class="skip" href="#rules">To the rules</a>',
            _header(achievement, title, results, as_of),
            "<main>",
            _table(results),
            '<div id="rules">',
            *(_article(result) for result in results),
            "</div>",
            "</main>",
            f"<footer><p>{_text(_ABOUT)}</p></footer>",
            "</body>",
            "</html>",
            "",
        )
    )


def _head(title: str) -> str:
    style = files("mintmark").joinpath("cli/data/check-page.css").read_text("utf-8")
    return (
        '<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_text(title)}</title>\n<style>\n{style}</style>\n</head>"
    )


def _header(
    achievement: Achievement, title: str, results: Sequence[CheckResult], as_of: date
) -> str:
    counts = Counter(result.evaluation.overall for result in results)
    tally = "".join(
        f'<li class="{_TONE[overall]}">{counts[overall]} {_told(overall, counts[overall])}</li>'
        for overall in Overall
        if counts[overall]
    )
    issuer = achievement.issuer.name.best(achievement.language)
    language = _text(achievement.language)
    return (
        f'<header>\n<p class="kicker">{_many(len(results), "framework")}, as of {as_of}</p>\n'
        f'<h1 dir="auto" lang="{language}">{_text(title)}</h1>\n'
        f'<p class="where" dir="auto" lang="{language}">{_text(issuer)}</p>\n'
        f'<ul class="tally">{tally}</ul>\n</header>'
    )


def _table(results: Sequence[CheckResult]) -> str:
    rows = "\n".join(map(_row, results))
    return (
        '<div class="scroll" tabindex="0" role="region" aria-label="Verdicts">\n<table>\n'
        "<caption>At a glance</caption>\n"
        '<thead><tr><th scope="col">framework</th><th scope="col">where</th>'
        '<th scope="col">verdict</th><th scope="col">mandatory</th></tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _row(result: CheckResult) -> str:
    evaluation, book = result.evaluation, result.evaluation.rulebook
    met, applying = evaluation.tally("mandatory")
    count = f"{met} of {applying}" if applying else "none applies"
    return (
        f'<tr><th scope="row"><a href="#{_anchor(result)}">{_text(book.name)}</a>'
        f"<small>{_text(book.id)}</small></th><td>{_text(book.jurisdiction)}</td>"
        f"<td>{_badge(evaluation.overall)}</td><td>{count}</td></tr>"
    )


def _article(result: CheckResult) -> str:
    evaluation, book = result.evaluation, result.evaluation.rulebook
    about = (book.jurisdiction, book.status, period(book))
    return "\n".join(
        (
            f'<article id="{_anchor(result)}" aria-labelledby="{_anchor(result)}-name">',
            f'<div class="top"><h2 id="{_anchor(result)}-name">{_text(book.name)}</h2>'
            f"{_badge(evaluation.overall)}</div>",
            f'<p class="where">{_text("; ".join(filter(None, about)))}</p>',
            f"<p><bdi>{_text(evaluation.reason)}</bdi></p>",
            *_groups(result),
            *_more("Sources disagree", map(_conflict, book.conflicts)),
            *_more("What is not known here", map(_text, book.unknown)),
            *_more("Sources", map(_source, book.sources), "ol"),
            "</article>",
        )
    )


def _groups(result: CheckResult) -> Iterator[str]:
    for kind in dict.fromkeys(item.finding.rule.kind for item in result.items):
        satisfied, applying = result.evaluation.tally(kind)
        count = "" if kind == "note" else f" ({satisfied} of {applying})"
        yield f'<h3>{_text(HEADS[kind])}{count}</h3>\n<ul class="rules">'
        for item in result.items:
            if item.finding.rule.kind == kind:
                yield _rule(item, result)
        yield "</ul>"


def _rule(item: Item, result: CheckResult) -> str:
    finding, rule = item.finding, item.finding.rule
    where = f" (line {item.place.line})" if item.place else ""
    todo = ""
    if (change := remedy(item)) is not None:
        head = f"<strong>{TO_DO[finding.verdict]}:</strong>"
        todo = f'\n<p class="todo {_RULE_TONE[finding.verdict]}">{head} {_text(change)}</p>'
    return (
        f'<li><span class="mark {_RULE_TONE[finding.verdict]}" aria-hidden="true">'
        f"{MARK[finding.verdict]}</span>\n<div>"
        f'<p class="name">{_text(rule.id)} {_text(rule.name)} '
        f"<small>{VERDICT[finding.verdict]}</small></p>\n<p>{_text(rule.text)}</p>\n"
        f'<p class="found"><bdi>{_text(finding.detail)}{where}</bdi></p>{todo}\n'
        f'<p class="ref">{_reference(result.evaluation.rulebook, rule)}</p></div></li>'
    )


def _reference(book: Rulebook, rule: Rule) -> str:
    behind = source_numbers(book, rule)
    told = (rule.clause, behind, KNOWN_BY[rule.confidence], period(book, rule))
    return " · ".join(_text(part) for part in told if part)


def _more(head: str, entries: Iterable[str], kind: str = "ul") -> Iterator[str]:
    listed = "\n".join(f"<li>{entry}</li>" for entry in entries)
    if listed:
        yield f'<h3>{head}</h3>\n<{kind} class="more">\n{listed}\n</{kind}>'


def _conflict(conflict: Conflict) -> str:
    said = " ".join(
        f"{value.text} ({'; '.join(source.title for source in value.sources)})"
        for value in conflict.values
    )
    return f"<strong>{_text(conflict.topic)}</strong>: {_text(said)} Used: {_text(conflict.use)}"


def _source(source: Source) -> str:
    note = f" {source.note}" if source.note else ""
    return f"{_text(str(source))}; {KNOWN_BY[source.confidence]}.{_text(note)}"


def _badge(overall: Overall) -> str:
    mark = f'<span aria-hidden="true">{OVERALL_MARK[overall]}</span>'
    return f'<span class="badge {_TONE[overall]}">{mark} {OVERALL[overall]}</span>'


def _anchor(result: CheckResult) -> str:
    return f"framework-{result.evaluation.framework}"


def _told(overall: Overall, count: int) -> str:
    return (OVERALL if count == 1 else OVERALL_OF_SEVERAL)[overall]


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _text(said: str) -> str:
    return html.escape(said, quote=True)
