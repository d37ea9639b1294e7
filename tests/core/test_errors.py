"""The error tree, and the page that lists every code."""

from __future__ import annotations

import inspect

import error_codes
from mintmark import errors


def test_every_code_is_on_its_page():
    """Run ``python tests/error_codes.py`` after adding a code."""
    assert error_codes.PAGE.read_text(encoding="utf-8") == error_codes.page()


def test_there_is_one_tree_and_the_docstring_draws_it():
    classes = [c for _, c in inspect.getmembers(errors, inspect.isclass)]
    assert len(classes) > 10
    for one in classes:
        assert issubclass(one, errors.MintmarkError)
        assert one.__name__ in (errors.__doc__ or "")


def test_an_error_says_what_where_and_what_to_do():
    error = errors.InputError("area.reason", "It is broken.", place="line 3", remedy="Mend it.")
    assert str(error) == "It is broken. (line 3) Mend it."
    assert error.code == "area.reason"
    assert str(errors.InputError("area.reason", "It is broken.")) == "It is broken."
