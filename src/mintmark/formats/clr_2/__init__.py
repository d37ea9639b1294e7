"""Comprehensive Learner Record 2.0: the ClrCredential, on VC Data Model 2.0."""

from mintmark.formats.clr_2.describe import describe
from mintmark.formats.clr_2.dump import dump
from mintmark.formats.clr_2.load import load
from mintmark.formats.clr_2.rules import carried, check, is_learner_record

__all__ = ["carried", "check", "describe", "dump", "is_learner_record", "load"]
