"""A language written from right to left turns the page, and needs no more than its words."""

import pytest

from mintmark_web.ui import telling

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("he", "rtl"), ("fr", "ltr")])
def test_the_page_is_turned_as_its_language_is_written(settings, client, language, direction):
    settings.LANGUAGES = [("en", "English"), ("fr", "French"), ("ar", "Arabic"), ("he", "Hebrew")]
    for address in ("/", "/verify/", "/catalogue/"):
        page = client.get(address, headers={"accept-language": language}).content.decode()
        assert f'<html lang="{language}" dir="{direction}"' in page


def test_english_of_the_core_keeps_its_own_direction_there(settings, client):
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]
    page = client.get("/glossary/", headers={"accept-language": "ar"}).content.decode()
    assert 'dir="rtl"' in page
    assert 'lang="en" dir="ltr"' in telling.told("It counts.")
