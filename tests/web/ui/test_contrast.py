"""Every pair of colours that the style sheet brings together, in both themes (WCAG 2.2, 1.4.3)."""

import re
from pathlib import Path

import pytest

import mintmark_web.ui
from mintmark.carriers.badge import contrast

CSS = (Path(mintmark_web.ui.__file__).parent / "static/ui/mintmark.css").read_text("utf-8")
RULES = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)

GROUNDS = ("paper", "surface", "sunken", "accent-soft")
WORDS = {
    "ink": (*GROUNDS, "valid-soft", "warn-soft", "bad-soft"),
    "ink-soft": (*GROUNDS, "valid-soft", "warn-soft", "bad-soft"),
    "link": GROUNDS,
    "link-strong": GROUNDS,
    "accent": GROUNDS,
    "accent-strong": GROUNDS,
    "gold-ink": GROUNDS,
    "valid": (*GROUNDS, "valid-soft"),
    "warn": (*GROUNDS, "warn-soft"),
    "bad": (*GROUNDS, "bad-soft"),
    "on-accent": ("accent", "accent-strong"),
    "on-bad": ("bad",),
    "on-focus": ("focus",),
    "paper": ("ink",),
    "surface": ("valid", "warn", "bad"),
}
"""Which colour of words stands on which grounds: 4.5 to 1."""
MARKS = {
    "line-strong": ("paper", "surface"),
    "accent": ("sunken",),
    "focus": ("on-focus",),
}
"""Edges of fields, bars, and the two parts of the ring around what has the focus: 3 to 1."""
NOT_WORDS = {"gold", "currentcolor", "accent"}
"""Colours of drawings that only adorn."""


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,8});", block))


def block(start: str) -> str:
    at = RULES.index(start) + len(start)
    return RULES[at : RULES.index("}", at)]


LIGHT = tokens(block(":root {"))
THEMES = {"light": LIGHT, "dark": LIGHT | tokens(block(':root[data-theme="dark"] {'))}


def test_the_dark_tokens_are_the_same_for_those_who_choose_and_those_whose_system_does() -> None:
    chosen = tokens(block(':root[data-theme="dark"] {'))
    assert chosen == tokens(block(':root:not([data-theme="light"]) {'))
    assert chosen.keys() == LIGHT.keys() - {"shadow"}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("least, pairs", [(4.5, WORDS), (3.0, MARKS)])
def test_what_stands_on_a_ground_contrasts_with_it(
    theme: str, least: float, pairs: dict[str, tuple[str, ...]]
) -> None:
    colours = THEMES[theme]
    weak = {
        (ink, ground): round(contrast(colours[ink], colours[ground]), 2)
        for ink, grounds in pairs.items()
        for ground in grounds
        if contrast(colours[ink], colours[ground]) < least
    }
    assert weak == {}


def test_every_pair_that_a_rule_sets_is_among_them() -> None:
    for selector, rule in re.findall(r"([^{}]+)\{([^{}]+)\}", RULES):
        ink = re.search(r"(?:^|[;\s])color: var\(--([\w-]+)\)", rule)
        ground = re.search(r"background: var\(--([\w-]+)\)", rule)
        if ink is None or "progress" in selector:
            continue
        assert ink[1] in {*WORDS, *NOT_WORDS}, selector
        if ground is not None:
            assert ground[1] in WORDS[ink[1]], selector


def test_no_colour_is_written_outside_the_tokens() -> None:
    after = RULES[RULES.index("*, *::before") : RULES.index("@media print")]
    written = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", after))
    assert written <= {"#0009", "#0003", "#0004", "#fff"}  # shadows; white below a QR code


@pytest.mark.parametrize(
    "physical",
    [r"(margin|padding|border)-(left|right|top|bottom)", r"[^-]\b(left|right|top|bottom):",
     r"[^-]\b(width|height):(?!.*\))", r"text-align: (left|right)", r"float:"],
)  # fmt: skip
def test_only_logical_properties_so_that_right_to_left_needs_no_more(physical: str) -> None:
    bodies = re.sub(r"@media[^{]*", "", RULES)
    assert re.findall(rf".*{physical}.*", bodies) == []
