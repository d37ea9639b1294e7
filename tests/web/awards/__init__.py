"""The tests of offerings, assessments and awards."""
