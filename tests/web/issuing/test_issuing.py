"""From an award list to credentials that anybody can verify, each once."""

from datetime import UTC, datetime

import pytest

from mintmark import Documents, Outcome, UnsafeAnyIssuer, verify
from mintmark_web.issuing import content, queries
from mintmark_web.issuing.models import Batch

pytestmark = pytest.mark.django_db


def lists_of(credential):
    """Return the status lists that a credential names, by their addresses."""
    found = {}
    for purpose in ("revocation", "suspension"):
        document = queries.signed_status_list(credential.status_list_id, purpose)
        address = content.status_address(credential.status_list_id, purpose)
        found[address] = bytes(document.bytes)
    return Documents(found)


def verified(credential):
    data = queries.issued_bytes(credential)
    return verify(
        data,
        at=datetime.now(UTC),
        documents=lists_of(credential),
        policy=UnsafeAnyIssuer(),
    )


def test_a_list_becomes_credentials_that_verify(issued, world):
    credentials = issued(3)
    assert [one.name for one in credentials] == ["Learner 1", "Learner 2", "Learner 3"]
    for one in credentials:
        report = verified(one)
        assert report.outcome is Outcome.VALID, [c for c in report.checks if c.outcome != "valid"]
    batch = credentials[0].batch
    batch.refresh_from_db()
    assert batch.state == Batch.State.DONE
