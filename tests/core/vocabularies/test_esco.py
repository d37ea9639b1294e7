"""ESCO: a URI is known by its form."""

import pytest

from mintmark.vocabularies import esco

UUID = "5fd5c985-eaaa-47aa-8314-62359c54505a"


@pytest.mark.parametrize(
    ("kind", "uri", "right", "near"),
    [
        ("skill", f"http://data.europa.eu/esco/skill/{UUID}", True, "skill"),
        ("skill", "http://data.europa.eu/esco/skill/S1.2.3", True, None),
        ("occupation", f"http://data.europa.eu/esco/occupation/{UUID}", True, "occupation"),
        ("skill", f"https://data.europa.eu/esco/skill/{UUID}", False, "skill"),
        ("skill", f"http://data.europa.eu/esco/occupation/{UUID}", False, "skill"),
        ("skill", f"https://esco.example/en/skill?uri={UUID.upper()}&x=1", False, "skill"),
        ("occupation", "http://data.europa.eu/esco/occupation/S1", False, None),
        ("skill", f"http://data.europa.eu/esco/skill/{UUID}/", False, "skill"),
        ("skill", f"http://data.europa.eu/esco/skill/{UUID}\n", False, "skill"),
        ("skill", f"http://dataxeuropa.eu/esco/skill/{UUID}", False, "skill"),
    ],
)
def test_forms(kind, uri, right, near):
    assert esco.is_uri(kind, uri) is right
    assert esco.nearest(kind, uri) == (near and f"http://data.europa.eu/esco/{near}/{UUID}")
    assert near is None or esco.is_uri(kind, esco.nearest(kind, uri))
