"""The menu: what is on top, and what a page lies under."""

from lxml import html

from mintmark_web import menu


def page(client, address):
    return html.fromstring(client.get(address).content)


def words(found):
    return [" ".join(one.text_content().split()) for one in found]


def main_menu(found):
    return words(found.xpath("//nav[@id='menu']//a"))


def above(found):
    return [
        (one.get("href"), one.text_content().strip())
        for one in found.xpath("//*[@class='breadcrumb']//a")
    ]


def test_whoever_is_signed_in_has_what_is_theirs_on_top_and_the_rest_below(world, sign_in):
    found = page(sign_in(world.learner), "/wallet/")
    assert main_menu(found) == [
        "Wallet",
        "Learning",
        "My pathways",
        "My applications",
        "Catalogue",
        "Check a credential",
    ]
    assert "Glossary" in words(found.xpath("//footer//a"))
    assert "Account" in words(found.xpath("//header//details//a"))


def test_a_visitor_has_what_is_public(client, db):
    assert main_menu(page(client, "/glossary/")) == [str(item.label) for item in menu.PUBLIC]


def test_a_page_below_one_of_the_menu_leads_back_to_it(world, sign_in):
    browser = sign_in(world.learner)
    assert above(page(browser, "/wallet/shares/new/")) == [("/wallet/", "Wallet")]
    assert above(page(browser, "/account/passkeys/")) == [("/account/", "Account")]
    assert above(page(browser, "/wallet/")) == []
    office = f"/o/{world.home.slug}/"
    assert above(page(sign_in(world.member["administrator"]), f"{office}members/invite/")) == [
        (f"{office}members/", "Members")
    ]


def test_the_overview_says_what_each_part_is_for(world, sign_in):
    found = page(sign_in(world.member["administrator"]), f"/o/{world.home.slug}/")
    cards = found.xpath("//main//*[contains(@class, 'card')][h2]")
    assert cards
    assert all(words(card.xpath("./p"))[0].endswith(".") for card in cards)
    assert all(item.about for item in menu.OFFICE[1:])
