"""Every route, with every role's token, a stranger's and none: in, or refused in the right way."""

import pytest
from django.db import transaction

from mintmark_web.accounts.permissions import TABLE
from mintmark_web.accounts.types import Role
from mintmark_web.api.fields import Shape
from mintmark_web.api.site import document, operations
from mintmark_web.api.types import Scope
from web.api.house import House

pytestmark = pytest.mark.django_db

ROUTES = [(route, one, needed) for route, one, needed in operations()]
NAMES = [one.operation_id for _, one, _ in ROUTES]
ABOUT_NOTHING = {"read_pathway"}
"""Of these there is none in the house: to be found or not is tried elsewhere."""
NOT_NOW = {"resume_batch", "stop_batch", "reinstate_credential", "assess_claim", "settle_appeal"}
"""Refused by the state of things in the house, in the service's words."""


@pytest.fixture(autouse=True)
def _no_limit(settings):
    settings.API_RATE = 10**6


@pytest.fixture
def house(world):
    return House(world)


@pytest.fixture
def call(as_, house):
    """Return what calls a route as somebody, and undoes it; tokens are made once."""
    callers = {}

    def make(who, route, operation, scopes=tuple(Scope.values)):
        if (who, scopes) not in callers:
            callers[who, scopes] = as_(who, scopes=scopes)
        name, caller = operation.operation_id, callers[who, scopes]
        with transaction.atomic():
            answer = caller(operation.methods[0], house.address(route, name), house.body(name))
            transaction.set_rollback(True)
        return answer

    return make


def told(operation, who, answer):
    return f"{operation.operation_id} as {who}: {answer.status_code} {answer.content[:200]!r}"


def test_everybody_everywhere(call):
    wrong = []
    for route, operation, needed in ROUTES:
        rights = TABLE[needed.action]
        for who in (None, *Role.values):
            answer = call(who, route, operation)
            if needed.public:
                fits = answer.status_code < 400 or operation.operation_id in ABOUT_NOTHING
            elif who is None:
                fits = answer.status_code == 401
            elif who in rights:
                fits = answer.status_code not in (401, 403, 500)
            else:
                fits = (answer.status_code, answer.json().get("code")) == (403, "api.forbidden")
            wrong += [] if fits else [told(operation, who, answer)]
    assert not wrong, "\n".join(wrong)


def test_who_may_gets_what_they_came_for(call):
    """So that the walk is no walk along closed doors: the house has something for each route."""
    wrong = []
    for route, operation, needed in ROUTES:
        role = next((one for one in Role.values if one in TABLE[needed.action]), "designer")
        answer = call(role, route, operation)
        if answer.status_code >= 300 and operation.operation_id not in ABOUT_NOTHING | NOT_NOW:
            wrong.append(told(operation, role, answer))
    assert not wrong, "\n".join(wrong)


def test_a_stranger_finds_nothing_of_this_house(call, house):
    wrong = []
    for route, operation, needed in ROUTES:
        answer = call("stranger", route, operation)
        name = operation.operation_id
        if needed.public:
            continue
        if "{" in route or name in {"order_awards", "order_list", "set_credential_status"}:
            fits = answer.status_code == 404
        elif name == "issue_document":
            fits = answer.json()["code"] == "vc-api.no-key"
        elif name == "create_offering":
            fits = answer.status_code == 422
        else:
            fits = answer.status_code < 300
        mine = ("Bread", "Ready", "Harbour", "learner1@", str(house.credential.pk))
        fits = fits and not any(word in answer.content.decode() for word in mine)
        wrong += [] if fits else [told(operation, "stranger", answer)]
    assert not wrong, "\n".join(wrong)


def test_a_token_for_something_else_is_refused(call):
    wrong = []
    for route, operation, needed in ROUTES:
        if needed.scope is None:
            continue
        others = tuple(one for one in Scope.values if one != needed.scope)
        role = next(one for one in Role.values if one in TABLE[needed.action])
        answer = call(role, route, operation, scopes=others)
        if (answer.status_code, answer.json().get("code")) != (403, "api.scope"):
            wrong.append(told(operation, role, answer))
    assert not wrong, "\n".join(wrong)


def test_what_writes_asks_for_a_scope_to_write():
    for _, operation, needed in ROUTES:
        if needed.scope is not None:
            writes = operation.methods != ["GET"]
            assert needed.scope.value.endswith(":write" if writes else ":read"), operation.path


def test_the_document_tells_of_every_route_and_what_it_needs():
    told = document()
    there = {
        one["operationId"]: one for methods in told["paths"].values() for one in methods.values()
    }
    assert set(there) == set(NAMES) and len(there) == len(NAMES)
    for _, operation, needed in ROUTES:
        one = there[operation.operation_id]
        assert one["summary"] and one["tags"]
        assert ({} in one["security"]) == needed.public
        if needed.scope:
            assert needed.scope.value in one["description"]


def test_no_two_shapes_have_one_name():
    def below(kind):
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    names = [one.__name__ for one in below(Shape) if one.__module__.startswith("mintmark_web")]
    assert sorted(set(names)) == sorted(names)


def test_the_document_is_sound(anybody):
    answer = anybody.get("/openapi.json")
    told = answer.json()
    assert told["openapi"].startswith("3.1") and "public" in answer.headers["Cache-Control"]
    assert anybody.get("/").json() == told

    def references(value):
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                yield value["$ref"]
            for one in value.values():
                yield from references(one)
        elif isinstance(value, list):
            for one in value:
                yield from references(one)

    for reference in references(told):
        place = told
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]
