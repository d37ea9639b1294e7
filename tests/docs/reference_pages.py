"""The parts of the reference that are made from the source.

Between ``<!-- begin NAME -->`` and ``<!-- end NAME -->`` a page under ``docs/reference`` holds what
the maker called NAME gives; the words around it are written by hand. Run
``python tests/docs/reference_pages.py`` to write the pages anew; a test holds them to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import api_page
import framework_pages
import typer
from markdown_tables import code, table

from mintmark.cli.app import app
from mintmark.encoding.contexts import BUNDLED
from mintmark.encoding.contexts.mintmark_terms import CONTEXT
from mintmark.encoding.contexts.recognition_terms import RECOGNITION
from mintmark.encoding.strict_yaml.codes import CODED
from mintmark.equivalence import number
from mintmark.equivalence.facts import Fact, Framework, Hours, LevelMap, Named, Year
from mintmark.equivalence.library import library
from mintmark.formats.open_badges_3 import shapes
from mintmark.formats.open_badges_3.codec import PLAIN_TERMS, Field
from mintmark.steps.design import draft_schema
from mintmark.steps.recognise.moves import MOVES
from mintmark.steps.recognise.reading import case_schema, claim_schema
from mintmark.steps.stack import stack_rule_schema
from mintmark.steps.stack.planning import occupation_schema, offer_schema
from mintmark.vocabularies import SCHEMES, Vocabulary, vocabulary
from mintmark_web.env import VARIABLES, Variable

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
MOST_WORDS = 10
"""A field with more words to choose from names the vocabulary that has them."""

BLOCK = re.compile(r"(<!-- begin ([a-z0-9-]+) -->\n)(.*?)(<!-- end \2 -->)", re.DOTALL)


def pages() -> dict[Path, str]:
    """Return page -> text as it should be, for every page with a made part or wholly made."""
    found = {path: path.read_text(encoding="utf-8") for path in sorted(REFERENCE.rglob("*.md"))}
    with_parts = {path: filled(text) for path, text in found.items() if BLOCK.search(text)}
    return {**with_parts, **framework_pages.pages()}


def filled(text: str) -> str:
    """Return a page with its made parts made anew."""
    return BLOCK.sub(lambda found: f"{found[1]}\n{MAKERS[found[2]]()}\n\n{found[4]}", text)


# ------------------------------------------------------------------------------ the command line


def commands() -> str:
    """Every command with its arguments and options."""
    root = typer.main.get_command(app)
    return "\n\n".join(_command(f"mintmark {name}", found) for name, found in _leaves(root))


def _leaves(group: Any, prefix: str = "") -> Iterable[tuple[str, Any]]:
    for name, found in group.commands.items():
        if hasattr(found, "commands"):
            if found.invoke_without_command:
                yield f"{prefix}{name}", found
            yield from _leaves(found, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", found


def _command(name: str, command: Any) -> str:
    arguments = [p for p in command.params if not p.opts[0].startswith("-")]
    options = [p for p in command.params if p.opts[0].startswith("-")]
    usage = " ".join([name, *["[OPTIONS]"] * bool(options), *map(_placeholder, arguments)])
    parts = [f"## {name}", command.help.strip(), f"    {usage}"]
    if arguments:
        rows = ([code(_placeholder(p)), p.help or ""] for p in arguments)
        parts.append(table(["argument", "what it is"], rows))
    if options:
        rows = ([_option(p), p.help or "", _default(p)] for p in options)
        parts.append(table(["option", "what it does", "without it"], rows))
    return "\n\n".join(parts)


def _placeholder(argument: Any) -> str:
    word = argument.name.upper() + ("..." if argument.nargs == -1 else "")
    return word if argument.required else f"[{word}]"


def _option(option: Any) -> str:
    return code(", ".join(option.opts) + ("" if option.is_flag else " …"))


def _default(option: Any) -> str:
    if option.required:
        return "required"
    if option.is_flag or (option.default is None and not isinstance(option.show_default, str)):
        return ""
    shown = option.show_default if isinstance(option.show_default, str) else str(option.default)
    return code(shown) if shown != "now" and shown != "today" else shown


# ------------------------------------------------------------------------------ drafts


def draft_fields() -> str:
    """Every field of a draft, group by group."""
    return _groups("Achievement", "The whole draft.", draft_schema())


def stack_rule_fields() -> str:
    """Every field of a stack rule, group by group."""
    return _groups("StackRule", "The whole rule.", stack_rule_schema())


def case_fields() -> str:
    """Every field of a recognition case that is not a field of something else."""
    drafts = {"Achievement", *draft_schema()["$defs"]}
    claims = {"Claim", *claim_schema()["$defs"]}
    said = _groups("RecognitionCase", "The whole case.", case_schema(), drafts | claims)
    return re.sub(
        r"\(#(\w+)\)",
        lambda found: f"(draft.md#{found[1]})" if found[1] in map(str.lower, drafts) else found[0],
        said,
    )


def recognition_moves() -> str:
    """What may happen in a recognition case, and what state it leads to."""
    rows = (
        [code(event), ", ".join(f"{code(a)} → {code(b)}" for a, b in moves.items())]
        for event, moves in MOVES.items()
    )
    return table(["event", "from which state to which"], rows)


def claim_fields() -> str:
    """Every field of a claim to prior learning."""
    return _groups("Claim", "The whole claim.", claim_schema())


def offer_fields() -> str:
    """Every field of an offer, group by group."""
    return _groups("Offer", "The whole offer.", offer_schema())


def occupation_fields() -> str:
    """Every field of an occupation, group by group."""
    return _groups("Occupation", "The whole occupation.", occupation_schema())


def _groups(name: str, what: str, schema: Mapping[str, Any], elsewhere: Iterable[str] = ()) -> str:
    groups: Mapping[str, Any] = {
        name: {**schema, "description": what},
        **{n: group for n, group in schema["$defs"].items() if n not in elsewhere},
    }
    return "\n\n".join(_group(n, g) for n, g in groups.items() if "properties" in g)


def _group(name: str, group: Mapping[str, Any]) -> str:
    required = group.get("required", [])
    rows = (
        [
            code(field),
            _kind(value) + _fixed(value),
            "yes" if field in required else "",
            value.get("description", ""),
        ]
        for field, value in group["properties"].items()
    )
    intro = group.get("description", "")
    head = table(["field", "what stands there", "needed", "what it says"], rows)
    return f"## {name}\n\n{intro}\n\n{head}"


def _fixed(value: Mapping[str, Any]) -> str:
    default = value.get("default")
    if default in (None, [], False):
        return ""
    shown = ", ".join(default) if isinstance(default, list) else default
    return f"; without it `{shown}`"


def _kind(value: Mapping[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return "text" if name == "Text" else f"[{name}](#{name.lower()})"
    if "oneOf" in value:
        return ", or ".join(map(_kind, value["oneOf"]))
    if "const" in value:
        return code(value["const"])
    if "anyOf" in value:
        branches = [b for b in value["anyOf"] if b != {"type": "null"}]
        return ", or ".join(map(_kind, branches))
    if "enum" in value:
        lists = (name for name in SCHEMES if value["enum"] == list(vocabulary(name).codes))
        name = next(lists, None) if len(value["enum"]) > MOST_WORDS else None
        return f"[{name}](vocabularies.md)" if name else ", ".join(map(code, value["enum"]))
    if value.get("type") == "array":
        return f"list of {_kind(value['items'])}"
    return _plain_kind(value)


def _plain_kind(value: Mapping[str, Any]) -> str:
    if value.get("type") == "boolean":
        return "`true` or `false`"
    if value.get("type") == "number":
        return "number" + _bounds(value)
    if value.get("format") == "iri":
        return "address"
    forms = {
        r"^[0-9]{4}-": 'day in quotes, `"2026-03-31"`',
        r"^[a-z0-9]": "short name, `lo1`",
        r"^[A-Za-z]{2,3}": "language tag, `en`",
        r"^[A-Z]{2}$": "country, `IE`",
        r"^[A-Z]{3}$": "currency, `EUR`",
        r"^\d{2,4}": 'digits in quotes, `"0211"`',
        r"^[^@": "e-mail address",
        "^P": "duration, `P6W`",
    }
    pattern = str(value.get("pattern", ""))
    return next(
        (said for start, said in forms.items() if pattern.startswith(start)), "line of text"
    )


def _bounds(value: Mapping[str, Any]) -> str:
    low = [f"more than {value[k]:,}" for k in ("exclusiveMinimum",) if k in value]
    low += [f"from {value['minimum']:,}"] if "minimum" in value else []
    high = [f"to {value['maximum']:,}"] if "maximum" in value else []
    return f", {' '.join(low + high)}" if low + high else ""


# ------------------------------------------------------------------------------ equivalence


def credit_systems() -> str:
    """Every credit system with its figures, and the source of each."""
    rows = (
        [
            code(system.id) + (f" ({', '.join(system.also)})" if system.also else ""),
            _about(system),
            ", ".join(system.jurisdictions),
            _hours(system.hours) or _inherited(system.base),
            _year(system.year) or _inherited(system.base),
        ]
        for system in library().contents.systems
    )
    head = ["name", "what it is", "jurisdictions", "hours of a credit", "credits of a year"]
    return table(head, rows)


def _about(thing: Named) -> str:
    former = f"; until {thing.former.until} {thing.former.name}" if thing.former else ""
    note = f" *{thing.note}*" if thing.note else ""
    return f"{thing.name}{former}.{note}<br>{_sourced(thing)}"


def _sourced(fact: Fact) -> str:
    since = f", from {fact.valid_from}" if fact.valid_from else ""
    until = f", until {fact.valid_until}" if fact.valid_until else ""
    why = f"; **shown only**: {fact.shown_only}" if fact.shown_only else ""
    return f"[{fact.source}; {_weight(fact)}{since}{until}{why}]"


def _weight(fact: Fact) -> str:
    return "**memory, shown only**" if fact.confidence == "memory" else fact.confidence


def _inherited(base: str | None) -> str:
    return f"as {base}" if base else ""


def _hours(hours: Hours | None) -> str:
    if hours is None:
        return ""
    low, high = number(hours.low), number(hours.high)
    return f"{low if low == high else f'{low} to {high}'} {_sourced(hours)}"


def _year(year: Year | None) -> str:
    return "" if year is None else f"{number(year.credits)} {_sourced(year)}"


def credit_rates() -> str:
    """Every published rate."""
    rows = (
        [
            code(rate.from_),
            code(rate.to),
            f"{rate.factor} ({number(rate.factor)})",
            _sourced(rate),
        ]
        for rate in library().contents.rates
    )
    return table(["one credit of", "in credits of", "counts", "who says so"], rows)


def level_frameworks() -> str:
    """Every level framework with its levels."""
    rows = (
        [
            code(framework.id) + (f" ({', '.join(framework.also)})" if framework.also else ""),
            _about(framework),
            ", ".join(framework.levels),
        ]
        for framework in library().contents.frameworks
    )
    return table(["name", "what it is", "levels, lowest first"], rows)


def level_maps() -> str:
    """Every level map, framework by framework."""
    frameworks = [f for f in library().contents.frameworks if f.maps]
    return "\n\n".join(f"### {f.id}\n\n{_maps(f)}" for f in frameworks)


def _maps(framework: Framework) -> str:
    rows = ([code(found.to), _placements(found), _from_map(found)] for found in framework.maps)
    return table(["to", "levels", "who says so"], rows)


def _placements(found: LevelMap) -> str:
    return "; ".join(f"{a} → {' or '.join(b) or 'none'}" for a, b in found.levels.items())


def _from_map(found: LevelMap) -> str:
    return _sourced(found) + (f" *{found.note}*" if found.note else "")


def conflicts() -> str:
    """Where sources disagree."""
    rows = (
        [
            c.topic,
            f"{c.first.says} [{c.first.source}]",
            f"{c.second.says} [{c.second.source}]",
            c.done,
        ]
        for c in library().contents.conflicts
    )
    return table(["on", "one says", "another says", "what is done"], rows)


def not_known() -> str:
    """What was looked for and not found."""
    return "\n".join(f"- {words}" for words in library().contents.unknown)


# ------------------------------------------------------------------------------ formats


def nouns_to_terms() -> str:
    """What stands where: the fields of the nouns and the properties of the credential."""
    parts = {
        "Achievement": shapes.ACHIEVEMENT,
        "Workload": shapes.WORKLOAD,
        "LearningOutcome": shapes.OUTCOME.fields,
        "Alignment": shapes.ALIGNMENT.fields,
        "Assessment": shapes.ASSESSMENT.fields,
        "RubricLevel": shapes.RUBRIC_LEVEL.fields,
        "QualityAssurance": shapes.QUALITY_ASSURANCE.fields,
        "Stackability": shapes.STACKABILITY.fields,
        "Relation": shapes.RELATION.fields,
        "Need": shapes.NEED.fields,
        "Employer": shapes.PARTNER.fields,
        "Price": shapes.PRICE.fields,
        "Review": shapes.REVIEW.fields,
        "Registration": shapes.REGISTRATION.fields,
        "Classification": shapes.CLASSIFICATION.fields,
        "Expiry": shapes.EXPIRY.fields,
        "Award": shapes.AWARDING,
        "Result": shapes.RESULT,
        "Evidence": shapes.EVIDENCE,
    }
    return "\n\n".join(f"### {name}\n\n{_mapping(fields)}" for name, fields in parts.items())


def _mapping(fields: Iterable[Field]) -> str:
    rows = ([code(f.attribute), _terms_of(f.term), _whose(f.term)] for f in fields)
    return table(["field", "property", "whose"], rows)


def _terms_of(term: str) -> str:
    plain = PLAIN_TERMS.get(term)
    return f"`{plain}`, and `{term}` where there are several languages" if plain else code(term)


def _whose(term: str) -> str:
    if term in PLAIN_TERMS:
        return "Open Badges, and the inline context"
    return "the inline context" if term in CONTEXT else "Open Badges"


def terms() -> str:
    """Every term of the inline context and its IRI."""
    return _terms(CONTEXT)


def recognition_terms() -> str:
    """Every term of the inline context of a recognition statement."""
    return _terms(RECOGNITION)


def _terms(context: Mapping[str, Any]) -> str:
    rows = []
    for name, definition in context.items():
        if name.startswith("@"):
            continue
        kind = definition.get("@type", "")
        kind = {"@id": "a node", "@vocab": "a code"}.get(kind, kind.rpartition("#")[2])
        if definition.get("@container") == "@language":
            kind = "text by language"
        rows.append([code(name), code(definition["@id"]), kind or "a type"])
    return table(["term", "IRI", "value"], rows)


def contexts() -> str:
    """The contexts that come with the package."""
    return "\n".join(f"- `{url}`" for url in sorted(BUNDLED.urls))


# ------------------------------------------------------------------------------ vocabularies

MOST_ROWS = 30
OTHER_USES = {
    "eqf": ["Level.value"],
    "participation": ["Achievement.participation"],
    "quality-assurance": ["QualityAssurance.type"],
    "outcome": ["LearningOutcome.kind"],
}
"""Fields whose codes the nouns themselves check, or only beside a certain framework."""


def environment() -> str:
    """Every variable that the office reads."""
    rows = (
        (code(one.name), _unset(one), one.help + " *File too.*" * one.secret) for one in VARIABLES
    )
    return table(("variable", "if not set", "what it says"), rows)


def _unset(variable: Variable) -> str:
    return variable.shown or (code(variable.default) if variable.default else "nothing")


def vocabularies() -> str:
    """Every vocabulary: what it lists, where drafts use it; the codes of the short ones."""
    lists = [vocabulary(name) for name in SCHEMES]
    rows = ([f"`{v.name}`", f"{len(v):,}", v.title, _used(v.name), v.source] for v in lists)
    head = table(["name", "codes", "what it lists", "fields of drafts", "source"], rows)
    return "\n\n".join([head, *(_entries(v) for v in lists if len(v) <= MOST_ROWS)])


def _used(name: str) -> str:
    fields = [field for field, coded in CODED.items() if coded == name]
    return ", ".join(map(code, [*fields, *OTHER_USES.get(name, ())]))


def _entries(said: Vocabulary) -> str:
    rows = (
        [code(entry.code), said.label(entry.code), code(entry.uri) if entry.uri else ""]
        for entry in said
    )
    return f"## {said.name}\n\n{said.title}.\n\n{table(['code', 'name', 'URI'], rows)}"


MAKERS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "draft-fields": draft_fields,
    "stack-rule-fields": stack_rule_fields,
    "case-fields": case_fields,
    "claim-fields": claim_fields,
    "recognition-terms": recognition_terms,
    "recognition-moves": recognition_moves,
    "offer-fields": offer_fields,
    "occupation-fields": occupation_fields,
    "credit-systems": credit_systems,
    "credit-rates": credit_rates,
    "level-frameworks": level_frameworks,
    "level-maps": level_maps,
    "conflicts": conflicts,
    "environment": environment,
    "api-routes": api_page.routes,
    "api-shapes": api_page.shapes,
    "not-known": not_known,
    "nouns-to-terms": nouns_to_terms,
    "terms": terms,
    "contexts": contexts,
    "vocabularies": vocabularies,
}


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")
