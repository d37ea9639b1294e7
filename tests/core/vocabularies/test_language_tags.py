"""Language tags: their language and region are in the lists, whatever stands between."""

import pytest

from mintmark.vocabularies.language_tags import is_listed, nearest


@pytest.mark.parametrize(
    "tag",
    [
        "en",
        "pt-BR",
        "PT-br",
        "gsw",
        "zh-Hant-TW",
        "es-419",
        "sl-rozaj",
        "und",
        "sh",
        "qaa",
        "en-EU",
    ],
)
def test_listed(tag):
    assert is_listed(tag)
    assert nearest(tag).lower() == tag.lower()


@pytest.mark.parametrize(
    ("tag", "near"),
    [
        ("eng", "en"),
        ("fra-CA", "fr-CA"),
        ("en-UK", "en-GB"),
        ("deu-Latn-EL-1996", "de-Latn-GR-1996"),
        ("iw", "he"),
        ("English", "en"),
        ("", None),
        ("??", None),
    ],
)
def test_not_listed(tag, near):
    assert nearest(tag) == near
    assert near in (None, tag) or not is_listed(tag)
    assert near is None or is_listed(near)
