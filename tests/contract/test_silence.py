"""What one may not know is told by no answer: neither its words, nor its work, nor a file's inside."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from contacts.models import Contact
from core import jobs
from core.models import Job
from records import search
from records.models import ExportTask
from records.record_type import RECORD_TYPES

from .routes import PRIVATE
from .statements import statements
from .test_access import body_of, bound_to_a_row
from .world import World

pytestmark = pytest.mark.slow
NOBODYS = 987654321
CHANGING = re.compile(rb'(csrfmiddlewaretoken" value|csrf-token" content)="[^"]*"')


def heard(client: Any, method: str, url: str, data: Any) -> tuple[int, int, bytes]:
    """Status, number of statements, and the words without what differs by the address alone."""
    with statements() as sent:
        response = getattr(client, method)(url, data)
    words = b"".join(response.streaming_content) if response.streaming else response.content
    words = CHANGING.sub(b"", words).replace(url.encode(), b"").replace(quote(url, safe="").encode(), b"")
    return response.status_code, len(sent), words


def test_another_s_row_costs_and_says_the_same_as_none(world: World, browser: Callable) -> None:
    wrong = []
    for route in bound_to_a_row():
        kwargs = route.kwargs(world)
        if route.stranger != 404 or "pk" not in kwargs:
            continue
        client = browser(f"other_{route.opens}")
        for method in route.takes:
            data = route.data(world) if method == "post" else None
            there = reverse(route.name, kwargs=kwargs)
            nowhere = reverse(route.name, kwargs={**kwargs, "pk": NOBODYS})
            told = heard(client, method, there, data)
            said = heard(client, method, nowhere, data)
            if told != said:  # what is looked up once is known from now on
                told = heard(client, method, there, data)
                said = heard(client, method, nowhere, data)
            if told != said:
                wrong.append((route.id, method, told[:2], said[:2], told[2] == said[2]))
    assert not wrong


HIDDEN = {
    "mobile": "13977001122",
    "phone": "0772-5566778",
    "email": "canary.hidden@example.com",
    "wechat": "wx_hidden_canary",
    "hobbies": "藏着的爱好",
    "taboo": "藏着的忌讳",
}
TOLD = [*HIDDEN.values(), "07725566778", "5566778"]


def grant(user: Any, *names: str) -> None:
    for name in names:
        role = user.role_links.get().role
        role.grants.create(permission=Permission.objects.get(codename=name), span="all")


@pytest.mark.parametrize("who", ["finance", "agent"])
def test_what_a_mask_hides_stands_in_no_page_search_answer_or_export(
    world: World, browser: Callable, cast: Any, who: str
) -> None:
    user = getattr(cast, who)
    Contact.objects.filter(pk=world.contact.pk).update(**HIDDEN)
    world.contact.refresh_from_db()
    world.contact.save()
    search.index(world.contact)
    grant(user, "export_contact", "export_customer", "export_customerunit")
    client = browser(who)
    wrong = []
    for route in PRIVATE:
        if "get" in route.takes and route.name != "records:export":
            told = body_of(client.get(route.url(world)))
            wrong += [(route.id, word) for word in TOLD if word in told]
    for name, record in RECORD_TYPES.items():
        columns = ",".join(column.name for column in record.columns)
        url = f"{reverse('records:export', args=[name])}?columns={columns}"
        told = body_of(client.get(url))
        wrong += [(name, "csv", word) for word in TOLD if word in told]
        client.post(url, {"format": "xlsx", "all": "1", "query": f"columns={columns}"})
        told = body_of(client.get(f"/api/v1/{name}"))
        wrong += [(name, "api", word) for word in TOLD if word in told]
    for job in Job.objects.filter(status="waiting"):
        jobs.run(job.pk)
    files = [task.file.read() for task in ExportTask.objects.filter(by=user, status="done")]
    for file in files:
        with zipfile.ZipFile(io.BytesIO(file)) as workbook:
            told = "".join(workbook.read(part).decode(errors="replace") for part in workbook.namelist())
        wrong += [("xlsx", word) for word in TOLD if word in told]
    for word in TOLD:
        for road in (f"{reverse('search')}?q={word}", f"/api/v1/contacts?q={word}"):
            told = body_of(client.get(road)).replace(f'value="{word}"', "")
            wrong += [(road, "found")] if str(world.contact) in told else []
    assert not wrong
    assert len(files) >= 2
