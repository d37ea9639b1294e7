"""Every page of the demo in French: no English of ours stands on it that is not marked as such."""

import pytest

from mintmark_web.demo import story
from web import french_walk

pytestmark = pytest.mark.django_db


@pytest.mark.timeout(900)
def test_no_page_in_french_shows_english_of_ours(settings, tmp_path):
    settings.DEMO = True
    settings.SECRET_KEY = "of which Django, which speaks English, has nothing to say: 0123456789"
    settings.EMAIL_FILE_PATH = str(tmp_path / "letters")
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    story.tell()
    data = french_walk.data()
    seen = 0
    found = {}
    for at, french, english in french_walk.pages():
        seen += 1
        for text in set(french.found) & set(english.found):
            if french_walk.is_english(text) and not french_walk.is_data(text, data):
                found.setdefault(text, at)
    assert seen > len(french_walk.cast.PEOPLE) * 5, "the walk reaches hardly anything"
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>It is the one.</p>", ["It is the one."]),
        ('<p lang="en">It is the one.</p>', []),
        ('<p lang="en">It is <b lang="fr">la bonne</b>.</p>', ["la bonne"]),
        ('<p translate="no">It is the one.</p><p>and this</p>', ["and this"]),
        ('<img alt="It is the one"><code>it is</code>', ["It is the one"]),
    ],
)
def test_the_walk_reads_what_is_neither_code_nor_marked(page, words):
    assert french_walk.read(page.encode(), "fr").found == words


def test_what_people_wrote_is_told_from_what_we_did():
    data = "Foundations of Accessibility The learner tests a page"
    assert french_walk.is_data("[en] Foundations of Accessibility", data)
    assert french_walk.is_data("Acquis: The learner tests a page", data)
    assert not french_walk.is_data("The learner is not known here.", data)
