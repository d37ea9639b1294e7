"""The addresses of static files, as a site serves them."""

import pytest
from django.core.files.base import ContentFile

from mintmark_web.ui.storage import StaticStorage


@pytest.fixture
def storage(tmp_path, settings):
    settings.DEBUG = False
    made = StaticStorage(location=tmp_path, base_url="/static/")
    made.save("mark.svg", ContentFile(b"<svg/>"))
    list(made.post_process({"mark.svg": (made, "mark.svg")}))
    return made


def test_an_address_is_the_same_each_time_and_names_the_content(storage):
    first = storage.url("mark.svg")
    assert first.startswith("/static/mark.") and first != "/static/mark.svg"
    assert storage.url("mark.svg") == first == storage.url("mark.svg", force=True)


def test_a_file_that_is_not_there_is_refused_each_time(storage):
    for _ in range(2):
        with pytest.raises(ValueError, match=r"nothing\.svg"):
            storage.url("nothing.svg")
