"""Open Badges 3.0: the OpenBadgeCredential, on VC Data Model 2.0."""

from mintmark.formats.open_badges_3.describe import (
    AchievementSummary,
    Description,
    LearnerSummary,
    Named,
    Names,
    Party,
    ResultSummary,
    describe,
    names,
)
from mintmark.formats.open_badges_3.dump import Mould, dump
from mintmark.formats.open_badges_3.load import load
from mintmark.formats.open_badges_3.rules import check, is_open_badge
from mintmark.formats.open_badges_3.subjects import is_about

__all__ = [
    "AchievementSummary",
    "Description",
    "LearnerSummary",
    "Mould",
    "Named",
    "Names",
    "Party",
    "ResultSummary",
    "check",
    "describe",
    "dump",
    "is_about",
    "is_open_badge",
    "load",
    "names",
]
