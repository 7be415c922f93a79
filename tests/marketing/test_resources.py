"""Documents of the house: in versions, for those they are meant for, and it is known who took them out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.errors import DomainError
from core.models import ActionLog
from marketing.models import Campaign, MarketInfo, ResourceFile
from marketing.selectors.feed import feed_for
from marketing.services.market_info import review_info, save_info
from marketing.services.resource import add_version, clean_folder, save_resource
from records.models import Attachment

pytestmark = pytest.mark.django_db


def file(name="证书.pdf", content=b"%PDF-1.7"):
    return SimpleUploadedFile(name, content, "application/pdf")


def document(by, **facts):
    sharing = {name: facts.pop(name) for name in ("departments", "roles") if name in facts}
    return save_resource(ResourceFile(**{"title": "CCS 认可证书", **facts}), by=by, file=file(), **sharing)


def sees(user, resource):
    return ResourceFile.objects.visible_to(user).filter(pk=resource.pk).exists()


def test_each_version_stays_and_the_newest_stands_first(cast, client):
    resource = document(cast.marketing)
    add_version(resource, by=cast.marketing, file=file("证书 2027.pdf"), note="换证")
    assert list(resource.versions.values_list("number", "note")) == [(2, "换证"), (1, "")]
    client.force_login(cast.marketing)
    page = client.get(resource.get_absolute_url()).content.decode()
    assert page.index("证书 2027.pdf") < page.index("证书.pdf</button>")


def test_whoever_takes_a_document_out_is_written_down(cast, client):
    resource = document(cast.marketing, is_shared=True)
    client.force_login(cast.rep)
    url = reverse("marketing:resource_take", args=[resource.versions.get().pk])
    answer = client.post(url)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"
    assert answer["Content-Disposition"].startswith("attachment")
    entry = ActionLog.objects.get(verb="marketing.resource_taken")
    assert entry.actor == cast.rep and entry.data["version"] == 1
    client.force_login(cast.marketing)
    assert "农丽萍" in client.get(resource.get_absolute_url()).content.decode()


def test_the_file_is_reached_by_no_other_road(cast, client):
    resource = document(cast.marketing, is_shared=True)
    client.force_login(cast.rep)
    stored = Attachment.objects.get()
    assert client.get(reverse("records:file", args=[stored.pk])).status_code == 404
    client.force_login(cast.other_rep)
    hidden = document(cast.marketing)
    assert client.post(reverse("marketing:resource_take", args=[hidden.versions.get().pk])).status_code == 404
    assert sees(cast.other_rep, resource) and not sees(cast.other_rep, hidden)


def test_it_is_shared_with_the_house_a_department_or_a_role(cast):
    by = cast.marketing
    house, east = document(by, is_shared=True), document(by, departments=[cast.east_region])
    reps = document(by, roles=[cast.rep.role_links.get().role])
    own = document(cast.rep)
    seen = {who: [sees(getattr(cast, who), each) for each in (house, east, reps, own)] for who in (
        "rep", "other_rep", "finance", "marketing",
    )}  # fmt: skip
    assert seen == {
        "rep": [True, True, True, True],
        "other_rep": [True, False, True, False],
        "finance": [True, False, False, False],
        "marketing": [True, True, True, True],
    }
    assert not ResourceFile.objects.visible_to(cast.rep, "change").filter(pk=house.pk).exists()


def test_only_a_sharer_is_asked_whom_it_is_shared_with(cast, client):
    client.force_login(cast.rep)
    page = client.get(reverse("marketing:resource_create")).content.decode()
    assert 'name="title"' in page and 'name="is_shared"' not in page
    facts = {"title": "话术", "kind": "script", "is_shared": "on", "file": file("话术.docx")}
    client.post(reverse("marketing:resource_create"), facts)
    assert ResourceFile.objects.get().is_shared is False
    client.force_login(cast.marketing)
    assert 'name="is_shared"' in client.get(reverse("marketing:resource_create")).content.decode()


def test_a_document_comes_with_its_file_and_a_program_is_none(cast):
    with pytest.raises(DomainError) as refusal:
        save_resource(ResourceFile(title="空"), by=cast.marketing)
    assert refusal.value.code == "required"
    with pytest.raises(DomainError):
        save_resource(ResourceFile(title="毒"), by=cast.marketing, file=file("setup.exe"))
    assert not ResourceFile.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"), [(" 证书 / CCS/ ", "证书/CCS"), ("a\\b", "a/b"), ("//", ""), ("", "")]
)
def test_a_folder_has_levels_without_empty_ones(typed, kept):
    assert clean_folder(typed) == kept


def test_the_feed_tells_what_was_adopted_and_done_within_reach(cast, client):
    day = "2026-11-02"
    mine = save_info(MarketInfo(title="某厂招标", kind="tender"), by=cast.rep)
    save_info(MarketInfo(title="待审的传闻"), by=cast.rep)
    review_info(mine, by=cast.manager, is_adopted=True, credibility=4)
    Campaign.objects.create(
        name="海事展", code="HD-9", owner=cast.marketing, status="running", starts_on=day, ends_on=day
    )
    told = [item.title for item in feed_for(cast.executive)]
    assert any("某厂招标" in title for title in told) and any("海事展" in title for title in told)
    assert not any("传闻" in title for title in told)
    assert not any("某厂招标" in item.title for item in feed_for(cast.other_rep))
    client.force_login(cast.executive)
    page = client.get(reverse("marketing:feed"), {"kind": "market"}).content.decode()
    assert "某厂招标" in page and "海事展" not in page
