"""``mintmark vocabularies``: the lists, one of them, a search, and what is not there."""

from mintmark.vocabularies import SCHEMES


def test_all_are_listed(run):
    answer = run("vocabularies")
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert [line.split()[0] for line in lines] == ["name", *SCHEMES]
    facts = run("vocabularies", "--json").facts["vocabularies"]
    assert [one["name"] for one in facts] == list(SCHEMES)
    assert facts[0]["codes"] == 220
    assert all(set(one) == {"name", "title", "codes", "base", "source"} for one in facts)


def test_one_is_shown_whole(run):
    lines = run("vocabularies", "show", "isced-f").out.splitlines()
    assert len(lines) == 220
    assert "0613  Software and applications development and analysis" in lines


def test_a_search_in_another_language(run):
    answer = run("vocabularies", "show", "country", "--search", "ALLEM", "--language", "fr-CH")
    assert answer.out == "DE  Allemagne\n"
    facts = run("vocabularies", "show", "country", "--search", "germany", "--json").facts
    uri = "http://publications.europa.eu/resource/authority/country/DEU"
    assert facts["entries"] == [{"code": "DE", "label": "Germany", "uri": uri}]
    assert facts["language"] == "en"


def test_a_search_that_finds_nothing(run):
    answer = run("vocabularies", "show", "country", "--search", "Atlantis")
    assert (answer.code, answer.out) == (0, "")
    assert "Atlantis" in answer.err
    assert run("vocabularies", "show", "country", "--search", "", "--json").facts["entries"] == []


def test_what_is_not_there_is_told_with_the_nearest(run):
    answer = run("vocabularies", "show", "countries")
    assert answer.code == 64
    assert "Did you mean country?" in answer.err
    assert "[vocabulary.unknown]" in answer.err
    answer = run("vocabularies", "show", "country", "--language", "French")
    assert answer.code == 64
    assert "Did you mean fr?" in answer.err
    assert "[vocabulary.no-such-language]" in answer.err
    assert run("vocabularies", "show", "country", "--language", "it").code == 64
