"""The components, without a browser: what they say, and that they trust no text."""

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from lxml import html

from mintmark.report import Check, Outcome
from mintmark_web.ui.types import Cell, Column, CredentialCard, Fact, Link, Table

EVIL = "<script>alert('x')</script>"


def shown(source, **context):
    text = Template("{% load ui amounts %}" + source).render(Context(context))
    return html.fragment_fromstring(text, create_parent="div")


@pytest.mark.parametrize(
    ("source", "context"),
    [
        ("{% tag x 'bad' %}", {}),
        ("{% badge_picture x x 's' %}", {}),
        ("{% notice 'warn' x %}{{ x }}{% endnotice %}", {}),
        ("{% card x x %}{{ x }}{% endcard %}", {}),
        ("{% page_head x x x %}{{ x }}{% endpage_head %}", {}),
        ("{% disclosure x %}{{ x }}{% enddisclosure %}", {}),
        ("{% facts rows %}", {"rows": [Fact(EVIL, EVIL, Link(EVIL, EVIL))]}),
        ("{% table data %}", {"data": Table(EVIL, [Column(EVIL)], [[EVIL], [Cell(EVIL, EVIL)]])}),
        ("{% verdicts rows %}", {"rows": [Check(1, EVIL, Outcome.VALID, None, EVIL)]}),
        ("{% verdict 'invalid' x x %}", {}),
        ("{% empty x x x x %}", {}),
        ("{% tabs rows x %}", {"rows": [Link(EVIL, EVIL)]}),
        ("{% breadcrumb rows %}", {"rows": [Link(EVIL, EVIL), Link(EVIL)]}),
        ("{% copy_field x x %}", {}),
        ("{% progress x 1 2 %}", {}),
        ("{% steps rows 1 %}", {"rows": [EVIL]}),
        ("{% credential_card card %}", {"card": CredentialCard(EVIL, EVIL, EVIL, EVIL, EVIL)}),
        ("{{ 3|credits:x }}{{ 3|money:x }}", {}),
    ],
)
def test_no_component_trusts_a_text(source, context):
    root = shown(source, x=EVIL, **context)
    assert root.xpath("//script") == []
    assert EVIL in root.text_content() or root.xpath("//@*[contains(., 'alert')]")


def test_a_verdict_says_its_outcome_in_words_and_hides_its_mark_from_screen_readers():
    checks = [
        Check(n, outcome.value, outcome, None, "why") for n, outcome in enumerate(Outcome, start=1)
    ]
    root = shown("{% verdicts rows numbered=True %}", rows=checks)
    said = [
        (li.xpath(".//strong")[0].text, li.xpath(".//span")[1].text) for li in root.xpath("//li")
    ]
    assert said == [
        ("1. valid", "Valid"),
        ("2. indeterminate", "Could not check"),
        ("3. invalid", "Not valid"),
    ]
    assert root.xpath("//*[contains(@class, 'mark ')][not(@aria-hidden)]") == []
    with translation.override("fr"):
        assert "Vérification impossible" in shown("{% verdicts rows %}", rows=checks).text_content()


def test_a_table_tells_each_cell_its_column_and_refuses_rows_that_do_not_fit():
    root = shown("{% table t %}", t=Table("c", [Column("A"), Column("B", True)], [["x", 1]]))
    assert root.xpath("//td/@data-label") == ["B"]
    assert root.xpath("//tbody//th[@scope='row']")[0].text_content() == "x"
    assert "number" in root.xpath("//td/@class")[0]
    with pytest.raises(ValueError, match="zip"):
        shown("{% table t %}", t=Table("c", [Column("A")], [["x", 1]]))


def test_pages_keep_what_else_stands_in_the_address():
    request = RequestFactory().get("/", {"q": "a b", "page": "2"})
    page = Paginator(range(30), 10).get_page(2)
    root = shown("{% pagination page %}", request=request, page=page)
    assert root.xpath("//a/@href") == [f"?q=a+b&page={number}" for number in (1, 1, 3, 3)]
    assert root.xpath("//*[@aria-current='page']")[0].text_content().split() == ["Page", "2"]
    one = Paginator(range(3), 10).get_page(1)
    assert shown("{% pagination page %}", request=request, page=one).text_content() == ""


def test_icons_that_point_turn_with_the_direction_of_writing_and_others_do_not():
    assert "icon-turns" in shown("{% icon 'next' %}").xpath("//svg/@class")[0]
    assert "icon-turns" not in shown("{% icon 'check' %}").xpath("//svg/@class")[0]


def test_every_icon_that_is_named_is_drawn():
    import re
    from pathlib import Path

    import mintmark_web

    root = Path(mintmark_web.__file__).parent
    drawn = set(re.findall(r'symbol id="([\w-]+)"', (root / "ui/static/ui/icons.svg").read_text()))
    named = {
        name
        for path in root.rglob("templates/**/*.html")
        for name in re.findall(r"\{% icon \"([\w-]+)\"", path.read_text("utf-8"))
    }
    assert named <= drawn
