"""What every page keeps: both languages, strict headers, fragments for htmx, no crash on any parameter."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.models import UserSession
from contacts.models import Contact, Customer
from core import clock
from tests import factories

from .routes import PAGES, PRIVATE, Route
from .statements import statements
from .test_access import body_of
from .world import World

pytestmark = pytest.mark.slow

LISTS = [route for route in PAGES if route.name.endswith("_list") and route.fragment]
# Python's and Django's words for something that was never given a text.
UNTOLD = re.compile(
    r">\s*None\s*<|%\(\w+\)[sd]|\{\{|\{%|&lt;(?:function|class|bound method)|object at 0x|__proxy__"
)
LANG = {"zh-hans": "zh-CN", "en": "en"}
TAGS = re.compile(r"<script\b.*?</script>|<style\b.*?</style>|<[^>]*>", re.S)
LONE_STYLE = re.compile(r"<[^>]+\s(?:style|on[a-z]+)=[\"']", re.I)


def test_every_page_is_whole_in_both_languages_and_private(
    world: World, browser: Callable, cast: Any
) -> None:
    wrong: list[Any] = []
    for language in ("zh-hans", "en"):
        for route in PAGES:
            user = getattr(cast, route.opens)
            if user.language != language:
                user.language = language
                user.save(update_fields=["language"])
            response = browser(route.opens).get(route.url(world))
            body = response.content.decode()
            wrong += [(route.id, language, what) for what in faults(response, body, language)]
    assert not wrong


def faults(response: Any, body: str, language: str) -> list[str]:
    found = []
    if f'<html lang="{LANG[language]}"' not in body:
        found.append(f"lang: {body[:80]}")
    if (untold := UNTOLD.search(TAGS.sub("><", body))) is not None:
        found.append(f"untold: {untold.group()}")
    if (inline := LONE_STYLE.search(body)) is not None:
        found.append(f"inline: {inline.group()[-60:]}")
    if not re.search(r"<title>\s*\S", body) or body.count("<h1") > 1:
        found.append("title or headings")
    return found + header_faults(response)


def header_faults(response: Any) -> list[str]:
    policy = response.headers.get("Content-Security-Policy", "")
    promised = {
        "no-store": "no-store" in response.headers.get("Cache-Control", ""),
        "nosniff": response.headers.get("X-Content-Type-Options") == "nosniff",
        "frames": "frame-ancestors 'none'" in policy and response.headers.get("X-Frame-Options") == "DENY",
        "inline code": "unsafe" not in policy and "script-src 'self'" in policy,
        "referrer": response.headers.get("Referrer-Policy") == "same-origin",
    }
    return [name for name, kept in promised.items() if not kept]


def test_downloads_and_fragments_are_private_too(world: World, browser: Callable) -> None:
    wrong = []
    for route in PRIVATE:
        if "get" not in route.takes or route.is_page:
            continue
        response = browser(route.opens).get(route.url(world))
        given = {name for name in header_faults(response) if name in {"no-store", "nosniff"}}
        body_of(response)
        if given:
            wrong.append((route.id, given))
    assert not wrong


def test_htmx_gets_a_fragment_where_a_page_promises_one(
    world: World, browser: Callable, htmx: dict[str, str]
) -> None:
    wrong = []
    for route in PRIVATE:
        if route.fragment:
            response = browser(route.opens).get(route.url(world), headers=htmx)
            if response.status_code != 200 or "<html" in response.content.decode():
                wrong.append((route.id, response.status_code))
    assert not wrong


GARBAGE = [
    "page=abc&size=7&sort=;drop+table&columns=nothing,password&view=999999&scene=%00&part=filters&q=%00%F0%9F%98%80"
    "&owner=abc&customer=-1&tier=%F0%9F%92%A9&name=%00&next_follow_on_min=0001-01-01&before=x&node=unit-0&tab=zz",
    "page=99999999999999999999&q=%27%22%3E%3Cscript%3E&sort=-owner__password&view=1e9&next=//evil.example"
    "&owner=99999999999999999999&parent=99999999999999999999&customer=99999999999999999999&after=;&show=x&who=x"
    "&scope=x&exact=x&columns=%00&limit=-1&cursor=x&name=" + "a" * 3000,
    "page=%C2%B2&size=%C2%B2&view=%C2%B2&unit=%C2%B2&customer=%C2%B2&owner=%C2%B2&parent=%C2%B2&node=unit-%C2%B2"
    "&after=unit-%C2%B2&q=NEAR(%2A%20OR%22%EF%BF%BD&person=1&kind=x&record=y&next_follow_on_max=9999-99-99&level=-3",
]


@pytest.mark.parametrize("query", GARBAGE, ids=range(len(GARBAGE)))
def test_no_parameter_whatever_it_holds_breaks_a_page(world: World, browser: Callable, query: str) -> None:
    wrong = []
    for route in PRIVATE:
        if "get" in route.takes and route.answer == 200:
            url = route.url(world).partition("?")[0]
            response = browser(route.opens).get(f"{url}?{query}")
            body_of(response)
            if response.status_code >= 500:
                wrong.append(route.id)
    assert not wrong


# --- the same number of queries for 3 rows and for 30 ---------------------------------------------------


def fill(world: World, count: int) -> None:
    """`count` more customers with units, people and follow-ups, and as many in the world's own customer."""
    cast = world.cast
    for _number in range(count):
        customer = factories.make_customer(owner=cast.rep, next_follow_on=clock.today(), city="上海")
        contact = factories.make_contact(customer, unit=factories.make_unit(customer))
        factories.make_follow_up(customer, cast.rep, contact=contact, next_contact_on=clock.today())
        unit = factories.make_unit(world.customer)
        factories.make_follow_up(
            world.customer, cast.rep, contact=factories.make_contact(world.customer, unit=unit)
        )
        factories.make_team_member(customer, cast.colleague)
        Customer.objects.filter(pk=customer.pk).update(primary_contact=contact)
        user = factories.make_employee("rep", cast.east)
        UserSession.objects.create(
            user=cast.rep, session_key=user.username, started_at=clock.now(), seen_at=clock.now()
        )
        factories.make_department(parent=cast.company)


COUNTED = [
    *LISTS,
    *(route for route in PAGES if route.name in {"contacts:customer_detail", "contacts:contact_detail"}),
    *(
        route
        for route in PAGES
        if route.name in {"home:home", "home:address_book", "search", "accounts:profile"}
    ),
    *(
        route
        for route in PRIVATE
        if route.name in {"contacts:customer_tree", "contacts:stream", "records:pick"}
    ),
]


def queries(client: Any, url: str) -> list[str]:
    with clock.at(clock.now()):  # however slow the machine, no minute passes between the two
        client.get(url)  # what the process remembers is remembered before counting
        with statements() as sent:
            body_of(client.get(url))
    return sent


def counted_urls(world: World) -> dict[tuple[str, str], str]:
    found = {(route.id, route.opens): route.url(world) for route in COUNTED if isinstance(route, Route)}
    customer = world.customer.get_absolute_url()
    for tab in ("people", "team", "files", "history", "assets", "group"):
        found[f"customer tab {tab}", "rep"] = f"{customer}?tab={tab}"
    for record in ("customers", "contacts", "customer-units", "follow-ups", "employees", "departments"):
        found[f"api {record}", "manager"] = f"/api/v1/{record}?limit=100"
    found["home of the manager", "manager"] = reverse("home:home")
    found["search 客户", "rep"] = f"{reverse('search')}?q=客户"
    return found


def test_thirty_rows_cost_as_many_queries_as_three(world: World, browser: Callable) -> None:
    fill(world, 2)
    urls = counted_urls(world)
    few = {key: queries(browser(key[1]), url) for key, url in urls.items()}
    fill(world, 25)
    wrong = []
    for key, url in urls.items():
        many = queries(browser(key[1]), url)
        if len(many) > len(
            few[key]
        ):  # what is kept for half a minute may just have been read anew: once is no growth
            many = queries(browser(key[1]), url)
        if len(many) > len(few[key]):
            more = [sql[:160] for sql in many if sum(1 for other in few[key] if other[:60] == sql[:60]) == 0]
            wrong.append((key[0], len(few[key]), len(many), more[:2]))
    assert not wrong
    assert Contact.objects.count() > 50


def test_untranslated_words_are_recognised() -> None:
    """The reader above sees what it is there to see."""
    with translation.override("zh-hans"):
        assert UNTOLD.search("> None <") and UNTOLD.search("%(count)d rows") and not UNTOLD.search(">–<")
