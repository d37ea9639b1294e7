"""Every error code in the source, with what it says: the page docs/reference/errors.md.

Run ``python tests/error_codes.py`` to write the page anew; a test holds it against the source.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "errors.md"
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*")
NOT_ERRORS = {"no_twins"}
IN_WORDS = {
    "award.other-parts": "By now other credentials count than those that were decided on.",
    "check.internal-error": "The check itself failed: a bug, never a verdict.",
    "check.not-reached": "An earlier check did not hold, so that this one means nothing.",
    "context.bad-index": "The index.json of the folder of contexts is not what it should be.",
    "draft.bad-number": "A number is larger or smaller than it may be.",
    "draft.contradiction": "Two fields of the draft contradict each other.",
    "draft.not-comparable": "Advice, no error: nobody here knows that credit system or level.",
    "draft.too-long": "A text is longer than it may be.",
    "issuing.award-gone": "The award that a credential was ordered for is not there any more.",
    "issuing.issued-already": "A credential was issued for this award before.",
    "issuing.same-learner": "The same learner stands on an earlier line of the list.",
    "jwt.unknown-envelope": "The token is of no type that is accepted; the message says of which.",
    "key-binding.no-holder-key": "The issuer names no usable key of the holder (cnf.jwk).",
    "office.command": "The command for administering the office does not run; it says why.",
    "office.environment": "Variables of the environment cannot be read; each is named.",
    "clr.malformed-credential": "What a record carries is not a credential as JSON with contexts.",
    "part.twice": "A part is named twice, or two credentials are carried under one id.",
    "presentation.bad-credential": "A credential in the presentation is invalid.",
    "presentation.credential-unchecked": "A credential in the presentation could not be checked.",
    "recognise.malformed": "Something is not in the form it should have; the place says what.",
    "recognise.own-case": "The applicant can neither assess, nor decide, nor settle an appeal.",
    "recognise.not-overdue": "Nothing is decided yet, and the decision is not overdue.",
    "schema.violation": "The credential does not fit a schema that it names; the place says where.",
    "stack.cycle": "Rules contain each other, or each thing comes only after another.",
    "stack.unknown-framework": "The rule names a framework of levels that nobody knows.",
    "stack.unknown-reference": "Something in the rule is neither an address nor a name.",
    "stack.unknown-rule": "A group names another rule, and there is none of that name.",
    "stack.unknown-system": "The rule names a credit system that nobody knows.",
    "status.list-invalid": "The status list itself is not valid.",
    "status.list-unchecked": "The status list itself could not be checked.",
    "vc-api.internal-error": "The service itself failed: a bug.",
    "yaml.anchor": "YAML's anchors and aliases are not taken.",
}
HEAD = """# Error codes

Every failure has a code that stays the same between releases: `area.reason`. Programs look at the
code; people read the message, the place and the remedy that come with it. The tree of error classes
is in [the Python reference](python.md#errors).

| code | what it says |
| --- | --- |
"""


def found() -> dict[str, str]:
    """Return code -> message of every error that the source can raise."""
    codes: dict[str, str] = {}
    for path in sorted((ROOT / "src").rglob("*.py")):
        for code, message in _in_file(ast.parse(path.read_text(encoding="utf-8"))):
            if code not in codes or len(message) > len(codes[code]):
                codes[code] = message
    return codes


def _in_file(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _names_error(node):
            parts = node.args
        elif isinstance(node, ast.Tuple):
            parts = node.elts
        else:
            continue
        literals = [_text(part) for part in parts]
        for position, literal in enumerate(literals):
            if CODE.fullmatch(literal):
                rest = [text for text in literals[position + 1 :] if " " in text]
                if rest or isinstance(node, ast.Call):
                    yield literal, IN_WORDS.get(literal) or (rest[0] if rest else "")


def _names_error(node: ast.Call) -> bool:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return (
        name.endswith("Error")
        or name in {"Check", "Fault", "Problem", "Refusal", "Words"}
        or (name.startswith("_") and name not in NOT_ERRORS)
    )


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            part.value if isinstance(part, ast.Constant) else "…" for part in node.values
        )
    return ""


def page() -> str:
    """Return the page as it should be."""
    rows = (f"| `{code}` | {_in_one_line(message)} |" for code, message in sorted(found().items()))
    return HEAD + "\n".join(rows) + "\n"


def _in_one_line(message: str) -> str:
    return " ".join(re.sub(r"\{[^{}]*\}", "…", message).split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
