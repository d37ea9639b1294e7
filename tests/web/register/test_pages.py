"""The pages of the register, for people and for machines."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from mintmark_web.register import services
from mintmark_web.register.views import machines
from web.register.catalogue import demo, listed, small

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def page(path, **headers):
    answer = Client(headers=headers).get(path)
    assert answer.status_code == 200, answer.status_code
    return answer


def text(path, **headers):
    return page(path, **headers).content.decode()


@pytest.fixture
def number(world):
    return listed(world.home, demo())


def test_the_catalogue_shows_what_is_asked_for_and_keeps_it(world, number):
    listed(world.home, small("Bread baking", participation="online"))
    found = text("/catalogue/?q=digital+content&mode=blended&mode=online")
    assert "Accessible Digital Content" in found
    assert "Bread baking" not in found
    assert 'value="digital content"' in found
    assert len(re.findall(r'name="mode" value="\w+" checked', found)) == 2
    assert "1 micro-credential<" in found


@pytest.mark.parametrize(
    "query",
    [
        "page=999999",
        "page=x",
        "page=-1",
        "compare=x&compare=",
        "mode=%00&q=%00",
        "level=9&level=x&size=huge&fee=-&fee=EUR-&fee=EUR-%C2%B2&framework=none&field=xx",
        "q=" + "a" * 4000,
        "&".join(f"skill={n}" for n in range(300)),
        "language=zz&country=QQ&provider=%F0%9F%99%82",
    ],
)
def test_nothing_in_an_address_breaks_the_catalogue(number, query):
    page(f"/catalogue/?{query}")
    page(f"/catalogue/compare/?{query}&framework=x&credits=y&compare={number}")
    page(f"/achievements/{number}?{query}&framework=x&credits=y")
    page(f"/providers/?{query}")


def test_a_search_under_another_name_finds_the_thing(world, number):
    found = text("/catalogue/?q=nanodegrees+accessible")
    assert "Another name for the same thing" in found
    assert "Accessible Digital Content" in found
    listed(world.home, small("Running a nanodegree"))
    found = text("/catalogue/?q=nanodegree")
    assert "Another name" not in found
    assert "Running a nanodegree" in found
    assert "Nothing was found" in text("/catalogue/?q=zebra")


def test_choices_for_a_comparison_stay_while_one_looks_on(world, number):
    other = listed(world.home, small("Bread"))
    found = text(f"/catalogue/?compare={number}")
    assert "Add another one" in found
    assert f"compare={number}&amp;compare={other}#a-{other}" in found
    found = text(f"/catalogue/?q=bread&compare={number}&compare={other}")
    assert f"/catalogue/compare/?compare={number}&amp;compare={other}" in found
    assert f'name="compare" value="{number}"' in found


def test_a_comparison_is_french_where_the_page_is(world, number):
    assured = [{"type": "internal", "body": {"name": "Harbour"}, "decision": "approved"}]
    other = listed(world.home, small("Bread", quality_assurance=assured))
    query = f"compare={number}&compare={other}"
    found = text(f"/catalogue/compare/?{query}", **{"accept-language": "fr"})
    assert "Harbour, approuvée" in found
    assert "Approche européenne des microcertifications" in found


def test_four_stand_side_by_side_in_what_the_reader_knows(world, number):
    level = {"levels": [{"framework": "IE:NFQ", "value": "7"}], "workload": {"hours": "30"}}
    more = [listed(world.home, small(f"Course {n}", **level)) for n in range(4)]
    query = "&".join(f"compare={one}" for one in [number, *more])
    found = text(f"/catalogue/compare/?{query}&framework=EQF&credits=NZ:NZQCF")
    assert "These were left out" in found
    assert "EQF 6" in found
    assert "3\xa0NZQCF (New Zealand)" in found
    assert found.count("<th") >= 5
    wrong = text(f"/catalogue/compare/?{query}&framework=nowhere")
    assert "Please choose one of these" in wrong
    assert "Nothing to compare yet" in text("/catalogue/compare/")


def test_an_achievement_has_a_page_for_people(number, world):
    found = text(f"/achievements/{number}")
    assert "Make text documents and slides" in found
    assert "European approach to micro-credentials" in found
    assert "Supervised on site" in found
    assert f'<link rel="canonical" href="http://localhost:8000/achievements/{number}">' in found
    french = text(f"/achievements/{number}", accept_language="fr")
    assert "Contenus numériques accessibles" in french
    assert "Ce que vous apprenez" in french


def test_levels_and_credits_are_told_in_what_the_reader_knows(number):
    found = text(f"/achievements/{number}?framework=NZ:NZQCF&credits=UK:CATS")
    assert "4\xa0CATS (United Kingdom)" in found
    assert "Level in your framework" in found


def test_search_engines_read_the_same_page(number):
    found = text(f"/achievements/{number}")
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', found, re.S)
    credential, course = json.loads(script[1])["@graph"]
    assert credential["@type"] == "EducationalOccupationalCredential"
    assert course["educationalCredentialAwarded"] == {"@id": credential["@id"]}
    assert course["hasCourseInstance"]["courseWorkload"] == "PT50H"
    assert course["offers"]["price"] == "0"
    assert credential["educationalLevel"][0]["termCode"] == "5"


def test_no_title_can_end_the_script(world):
    evil = small("</script><script>alert(1)</script><!--")
    found = text(f"/achievements/{listed(world.home, evil)}")
    assert "<script>alert" not in found
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', found, re.S)
    assert json.loads(script[1])["@graph"][0]["name"] == evil.title.best("en")


@pytest.mark.parametrize(
    "accept", ["application/ld+json", "application/json", "application/json;q=0.9, text/html;q=0.1"]
)
def test_machines_are_led_to_the_achievement_itself(number, accept):
    answer = Client().get(f"/achievements/{number}", headers={"accept": accept})
    assert (answer.status_code, answer["Location"]) == (302, f"/achievements/{number}.json")
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize("accept", ["text/html,application/xhtml+xml,*/*;q=0.8", "*/*", ""])
def test_browsers_get_the_page(number, accept):
    assert "text/html" in page(f"/achievements/{number}", accept=accept).headers["Content-Type"]


def test_what_is_withdrawn_keeps_its_page_and_leaves_the_lists(number, world):
    services.take_out(number)
    assert "No longer offered" in text(f"/achievements/{number}")
    assert "Accessible" not in text("/") + text("/catalogue/") + text("/sitemap-0.xml")
    assert Client().get("/sitemap-1.xml").status_code == 404


def test_what_was_never_published_has_no_page(world):
    for end in ("", ".json"):
        path = f"/achievements/00000000-0000-4000-8000-000000000000{end}"
        assert Client().get(path).status_code == 404
    assert Client().get("/providers/nobody/").status_code == 404
    assert Client().get("/glossary/nothing/").status_code == 404


def test_a_badge_of_another_site_is_not_fetched_but_drawn(world):
    far = listed(world.home, small("Far", image="https://elsewhere.example/badge.png"))
    found = text(f"/achievements/{far}")
    assert 'src="https://elsewhere' not in found
    assert f'src="/catalogue/badges/{far}.svg"' in found
    assert page(f"/catalogue/badges/{far}.svg").headers["Content-Type"] == "image/svg+xml"
    near = listed(world.home, small("Near", image="http://localhost:8000/badges/1"))
    assert 'src="/badges/1"' in text(f"/achievements/{near}")


def test_providers_are_listed_with_what_they_offer(world, number):
    found = text("/providers/")
    assert "Harbour College" in found
    assert "Hillside" not in found
    assert "Nobody of that name" in text("/providers/?q=zebra")
    assert "Accessible Digital Content" in text(f"/providers/{world.home.slug}/")
    assert "Nothing at the moment" in text(f"/providers/{world.other.slug}/")


def test_the_home_page_shows_what_is_new(number):
    assert "New in the catalogue" in text("/")


def test_the_map_leads_to_every_page(world, number, monkeypatch):
    monkeypatch.setattr(machines, "PER_MAP", 1)
    listed(world.home, small("Another"))
    assert "Sitemap: http://localhost:8000/sitemap.xml" in text("/robots.txt")
    assert "Disallow: /s/\n" in text("/robots.txt"), "a shared link is for whoever has it"
    maps = [one.text for one in ElementTree.fromstring(text("/sitemap.xml")).iter(f"{SITEMAP}loc")]
    assert [place.rpartition("/")[2] for place in maps] == [f"sitemap-{n}.xml" for n in range(3)]
    places = []
    for one in maps:
        part = ElementTree.fromstring(text(one.removeprefix("http://localhost:8000")))
        places += [place.text for place in part.iter(f"{SITEMAP}loc")]
    assert f"http://localhost:8000/achievements/{number}" in places
    assert len(places) == len(set(places))
    for place in places:
        page(place.removeprefix("http://localhost:8000"))


def test_the_feed_tells_what_is_new(world, number):
    listed(world.home, small("Bread & <butter>"))
    root = ElementTree.fromstring(text("/catalogue/new.atom"))
    titles = [one.text for one in root.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles[1:] == [
        "Bread & <butter>",
        "Accessible Digital Content: Documents and Web Pages for Everyone",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/catalogue/",
        "/catalogue/?q=bread",
        "/",
        "/providers/",
        "/providers/{}/",
        "/catalogue/new.atom",
        "/sitemap.xml",
        "/sitemap-1.xml",
    ],
)
def test_a_page_asks_as_often_however_much_there_is(world, same_queries, path):
    def grow():
        for number in range(4):
            listed(world.home, small(f"Bread {number}", participation="online", tags=["x"]))
            listed(world.other, small(f"Bread {number}", participation="onsite", tags=["y"]))

    grow()
    same_queries(lambda: page(path.format(world.home.slug)), grow)
