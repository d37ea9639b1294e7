"""The pages of offerings, assessments and awards."""
