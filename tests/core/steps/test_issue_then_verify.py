"""Whatever can be issued verifies (the law that ties the two verbs together)."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from mintmark.errors import DraftError
from mintmark.report import Outcome
from mintmark.steps.issue import issue
from mintmark.steps.verify import verify
from strategies import pairs

SUITES = ("eddsa-rdfc-2022", "eddsa-jcs-2022")


@settings(max_examples=60)
@given(pairs(samples.KEY.controller), st.sampled_from(SUITES), st.integers(0, 3000))
def test_what_was_issued_is_valid_at_that_moment(pair, suite, days_later):
    achievement, award = pair
    day = datetime.combine(award.awarded_on, datetime.min.time(), UTC)
    try:
        at = day + timedelta(days=days_later)
    except OverflowError:
        return
    try:
        credential = issue(
            achievement,
            award,
            signer=samples.KEY,
            at=at,
            credential_id="urn:uuid:5b1b3f0c-6a4e-4f0e-9a55-2f4b3f1f8d27",
            salt="sixteen characters or more",
            suite=suite,
        )
    except DraftError as refused:
        assert refused.code in {"issue.already-over", "issue.endless-period", "issue.placeholder"}
        return
    report = verify(credential, at=at)
    assert report.outcome is Outcome.VALID, (report.code, report.decisive)
