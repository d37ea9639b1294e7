"""What is taken back is seen at the next page, however often it was shown as good before."""

from functools import lru_cache

import pytest
from lxml import html

from mintmark.steps.verify import lists
from mintmark_web.issuing import queries as issuing
from mintmark_web.issuing import services
from mintmark_web.verification import documents
from web.factories import issued_credentials, published_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(world):
    return issued_credentials(world.home, published_version(world.home), 2)


@pytest.fixture
def told(sign_in):
    client = sign_in()

    def answer(credential):
        sent = {"text": issuing.issued_bytes(credential).decode()}
        page = html.fromstring(client.post("/verify/", sent).content)
        return page.xpath("string(//main//h2)")

    return answer


@pytest.fixture
def elsewhere():
    """Do something as another process would: with what that one remembers, which is nothing."""

    def run(work, *args):
        with pytest.MonkeyPatch.context() as other:
            fresh = lru_cache(maxsize=64)(documents._signed_list.__wrapped__)
            other.setattr(documents, "_signed_list", fresh)
            other.setattr(lists, "_HELD", {})
            return work(*args)

    return run


GOOD, BAD = "Genuine, and in force", "Genuine once, but it does not hold"
SUSPENDED = "Genuine, but suspended for now"


def test_suspending_and_revoking_show_at_the_next_page(world, issued, told):
    one, other = issued
    registrar = world.actor("registrar")
    assert [told(one), told(one), told(other)] == [GOOD] * 3
    services.suspend(registrar, one, "We ask back.")
    assert [told(one), told(other)] == [SUSPENDED, GOOD]
    one.refresh_from_db()
    services.reinstate(registrar, one, "All is well.")
    assert [told(one), told(other)] == [GOOD, GOOD]
    one.refresh_from_db()
    services.revoke(registrar, one, "It was a mistake.")
    assert [told(one), told(other)] == [BAD, GOOD]


def test_what_another_process_took_back_shows_here_at_the_next_page(world, issued, told, elsewhere):
    one, other = issued
    assert [told(one), elsewhere(told, one), told(one)] == [GOOD] * 3
    elsewhere(services.revoke, world.actor("registrar"), one, "It was a mistake.")
    assert told(one) == BAD
    assert elsewhere(told, one) == BAD
    assert [told(other), elsewhere(told, other)] == [GOOD, GOOD]


def test_the_other_process_may_have_signed_the_list_already(world, issued, told, elsewhere):
    one, _ = issued
    assert told(one) == GOOD
    elsewhere(services.revoke, world.actor("registrar"), one, "It was a mistake.")
    assert elsewhere(told, one) == BAD
    assert told(one) == BAD
