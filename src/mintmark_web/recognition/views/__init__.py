"""The pages of recognition: for applicants, for officers, for everybody."""
