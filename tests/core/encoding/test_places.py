"""JSON pointers to what an error is about (RFC 6901)."""

from mintmark.encoding import places

INNER = {"m~n": 8, "a/b": ["x", "y"]}
TWIN = dict(INNER)
DOCUMENT = {"foo": [TWIN, INNER], "": 0}


def test_an_object_is_found_by_itself_and_not_by_its_equal():
    assert places.pointer(DOCUMENT, INNER) == "/foo/1"
    assert places.pointer(DOCUMENT, TWIN, "m~n") == "/foo/0/m~0n"
    assert places.pointer(DOCUMENT, INNER["a/b"], "1") == "/foo/0/a~1b/1"
    assert places.pointer(DOCUMENT, DOCUMENT) == "/"
    assert places.pointer(DOCUMENT, DOCUMENT, "foo") == "/foo"


def test_what_is_not_there_still_gets_a_name():
    assert places.pointer(DOCUMENT, {}, "a/b") == "/a~1b"


def test_a_text_is_found_where_it_stands_first():
    assert places.pointer_to_text(DOCUMENT, "y") == "/foo/0/a~1b/1"
    assert places.pointer_to_text(DOCUMENT, "z") is None
