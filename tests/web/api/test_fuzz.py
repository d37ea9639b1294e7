"""Whatever is sent, no call breaks: answers made up from the OpenAPI document, and against it."""

import json
from urllib.parse import quote
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mintmark_web.accounts.models import Membership
from mintmark_web.accounts.types import Role
from mintmark_web.adapters.pace import PACE
from mintmark_web.api.site import document, operations
from web.api.house import House

pytestmark = pytest.mark.django_db

TOLD = document()
ROUTES = {one.operation_id: (route, one) for route, one, _ in operations()}
EXPECTED = {200, 201, 400, 401, 403, 404, 405, 409, 413, 422, 429, 503}

text = st.text(max_size=20) | st.sampled_from(
    ["", " ", "\0", "\ud800", "é" * 400, "x" * 20_000, "=1+1", "../..", "2026-02-30", "9999-12-31",
     "0001-01-01", "1e999", "NaN", "{", "'; --", "urn:uuid:0", "%", "<b>"]
)  # fmt: skip
number = st.integers() | st.sampled_from([0, -1, 2**31, 2**53, 2**63, 1e308, -0.0, 0.1])
scalar = st.none() | st.booleans() | number | text
anything = st.recursive(
    scalar,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)


def described(name):
    """Return what the document says of an operation."""
    methods = [one for path in TOLD["paths"].values() for one in path.values()]
    return next(one for one in methods if one["operationId"] == name)


@st.composite
def calls(draw, house):
    """Draw a call that is right but for some things."""
    name = draw(st.sampled_from(sorted(ROUTES)))
    route, _ = ROUTES[name]
    address = house.address(route, name)
    if draw(st.integers(0, 5)) == 0 and "{" in route:
        for value in {**house.parts, **house.special.get(name, {})}.values():
            address = address.replace(str(value), str(UUID(int=draw(st.integers(0, 9)))))
    query = {
        one["name"]: draw(text | number.map(str))
        for one in described(name).get("parameters", ())
        if one["in"] == "query" and draw(st.booleans())
    }
    parts = [f"{key}={quote(value, errors='surrogatepass')}" for key, value in query.items()]
    sign = "&" if "?" in address else "?"
    return name, address + sign * bool(parts) + "&".join(parts), draw(bodies(house.body(name)))


def bodies(sample):
    """Return bodies like a sample, with members taken out, changed and added; and any bytes."""
    if isinstance(sample, bytes):
        return st.binary(max_size=60) | st.just(sample) | st.binary(max_size=9).map(sample.__add__)
    if not isinstance(sample, dict):
        return st.just(b"") | st.binary(max_size=20)
    changed = st.fixed_dictionaries(
        {}, optional={key: st.just(value) | anything for key, value in sample.items()}
    )
    added = st.dictionaries(text, anything, max_size=2)
    merged = st.tuples(st.just(sample) | changed, added).map(lambda two: {**two[0], **two[1]})
    return (merged | anything).map(as_json) | st.binary(max_size=20)


def as_json(value):
    return json.dumps(value).encode("utf-8", "surrogatepass")


def test_nothing_that_is_sent_breaks_anything(world, as_):
    house = House(world)
    boss = world.member["administrator"]
    for role in set(Role.values) - {"administrator"}:
        Membership.objects.create(user=boss, organisation=world.home, role=role)
    caller = as_("administrator")
    seen = set()

    @settings(
        max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(calls(house), st.sampled_from([None, "k1", "k2", "é"]))
    def fuzz(call, key):
        name, address, body = call
        PACE.forget()
        headers = {} if key is None else {"Idempotency-Key": key}
        with transaction.atomic():
            answer = caller(ROUTES[name][1].methods[0], address, body or None, **headers)
            transaction.set_rollback(True)
        assert answer.status_code in EXPECTED, (call, answer.status_code, answer.content)
        if answer.status_code >= 400:
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert answer.json()["code"] != "api.internal-error", (call, answer.content)
        else:
            seen.add(name)
            fits(name, answer)

    fuzz()
    print("SEEN", len(seen), sorted(set(ROUTES) - seen))
    assert len(seen) > len(ROUTES) / 2, "the calls are too wrong to get far"


def fits(name, answer):
    """Hold an answer against what the document promises."""
    promised = described(name)["responses"][answer.status_code]
    content = promised.get("content", {}).get("application/json")
    if content:
        schema = {**content["schema"], "components": TOLD["components"]}
        Draft202012Validator(schema).validate(answer.json())
