"""The forms of recognition: of the office, of applicants, of officers."""
