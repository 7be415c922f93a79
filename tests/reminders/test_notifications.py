import pytest

from reminders.models import Notice, Notification
from reminders.services.notification import mark_read, notify, notify_all, unread_count

pytestmark = pytest.mark.django_db


def test_the_same_news_is_told_once_until_it_is_read(cast):
    notify(cast.rep, "neu", "/customers/")
    assert notify(cast.rep, "neu", "/customers/") is None
    mark_read(cast.rep)
    assert notify(cast.rep, "neu", "/customers/") is not None
    assert unread_count(cast.rep) == 1


def test_many_are_told_at_once_and_leavers_not_at_all(cast, django_assert_num_queries):
    people = [cast.rep, cast.manager, cast.leaver]
    with django_assert_num_queries(2):
        assert len(notify_all(people, "neu")) == 2


def test_opening_marks_read_and_leads_on_but_never_to_another_site(cast, sign_in):
    client = sign_in(cast.rep)
    notification = notify(cast.rep, "neu", "/customers/")
    answer = client.post(f"/reminders/notifications/{notification.pk}/open/")
    assert answer["Location"] == "/customers/" and unread_count(cast.rep) == 0
    for url in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        evil = Notification.objects.create(recipient=cast.rep, text="x", url=url)
        answer = client.post(f"/reminders/notifications/{evil.pk}/open/")
        assert answer["Location"] == "/reminders/notifications/"


def test_nobody_opens_or_reads_away_anothers_notifications(cast, sign_in):
    notification = notify(cast.rep, "neu")
    client = sign_in(cast.other_rep)
    assert client.post(f"/reminders/notifications/{notification.pk}/open/").status_code == 404
    client.post("/reminders/notifications/read/")
    assert unread_count(cast.rep) == 1
    assert "neu" not in client.get("/reminders/notifications/?show=all").content.decode()


@pytest.mark.parametrize(
    "query", ["", "?show=all", "?before=abc", "?before=99999999999999999999", "?show=all&before=5"]
)
def test_the_bells_page_shows_in_every_state(cast, sign_in, query):
    for number in range(40):
        Notification.objects.create(recipient=cast.rep, text=f"n{number}")
    assert sign_in(cast.rep).get(f"/reminders/notifications/{query}").status_code == 200


def test_notices_are_published_by_leaders_and_read_by_those_they_are_for(cast, sign_in):
    leader = sign_in(cast.manager)
    assert leader.get("/reminders/notices/").status_code == 200
    assert leader.get("/reminders/notices/new/").status_code == 200
    answer = leader.post("/reminders/notices/new/", {"title": "停电", "audience": [cast.east.pk]})
    assert answer.status_code == 302
    notice = Notice.objects.get()
    assert sign_in(cast.rep).get(f"/reminders/notices/{notice.pk}/").status_code == 200
    assert sign_in(cast.other_rep).get(f"/reminders/notices/{notice.pk}/").status_code == 404
    assert sign_in(cast.rep).get(f"/reminders/notices/{notice.pk}/edit/").status_code == 403
    assert sign_in(cast.rep).get("/reminders/notices/new/").status_code == 403
    assert leader.post(f"/reminders/notices/{notice.pk}/delete/").status_code == 302
