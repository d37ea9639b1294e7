"""Awards: offerings, enrolments, assessments, marks, and the decision at the end."""
