import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from contacts.models import Contact
from tests import factories

pytestmark = pytest.mark.django_db
URL = "/contacts/vcard/"
FILE = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:李宁\r\nTEL;TYPE=CELL:13812345678\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:没有号码\r\nEND:VCARD\r\n"
)


def card_file(text=FILE):
    content = text if isinstance(text, bytes) else text.encode()
    return SimpleUploadedFile("people.vcf", content, content_type="text/vcard")


def test_a_card_is_downloaded_with_what_the_reader_may_read(cast, sign_in):
    contact = factories.make_contact(factories.make_customer(owner=cast.rep), "李宁", mobile="13812345678")
    answer = sign_in(cast.rep).get(f"/contacts/{contact.pk}/vcard/")
    assert answer["Content-Type"].startswith("text/vcard") and b"13812345678" in answer.content
    assert sign_in(cast.other_rep).get(f"/contacts/{contact.pk}/vcard/").status_code == 404
    answer = sign_in(cast.finance).get(f"/contacts/{contact.pk}/vcard/")
    assert answer.status_code in {200, 403, 404} and b"13812345678" not in answer.content


def test_cards_are_shown_first_and_only_ticked_ones_taken_in(cast, sign_in):
    customer = factories.make_customer(owner=cast.rep)
    client = sign_in(cast.rep)
    assert client.get(f"{URL}?customer={customer.pk}").status_code == 200
    preview = client.post(URL, {"customer": customer.pk, "file": card_file()})
    assert preview.status_code == 200 and not Contact.objects.exists()
    rows = preview.context["rows"]
    assert [bool(row["errors"]) for row in rows] == [False, True]
    signed = preview.context["cards"]
    answer = client.post(URL, {"cards": signed, "numbers": ["1"]})
    assert answer.status_code == 302
    made = Contact.objects.get()
    assert (made.name, made.mobile, made.customer) == ("李宁", "13812345678", customer)
    again = client.post(URL, {"cards": signed, "numbers": ["1", "2"]})
    assert again.status_code == 422 and len(again.context["rows"]) == 2
    assert Contact.objects.count() == 1


def test_a_hostile_file_or_preview_is_refused_kindly(cast, sign_in):
    customer = factories.make_customer(owner=cast.rep)
    client = sign_in(cast.rep)
    for content in (b"\x00\x01\x02", b"", "hallo", b"BEGIN:VCARD\n" * 5000):
        answer = client.post(URL, {"customer": customer.pk, "file": card_file(content)})
        assert answer.status_code == 422 and answer.context["form"].errors["file"]
    assert client.post(URL, {"cards": "forged", "numbers": ["1"]}).status_code == 302
    other = factories.make_customer(owner=cast.other_rep)
    answer = client.post(URL, {"customer": other.pk, "file": card_file()})
    assert answer.status_code == 422 and answer.context["form"].errors["customer"]
    assert not Contact.objects.exists()
