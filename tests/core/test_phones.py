import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import phones


@pytest.mark.parametrize(
    "raw",
    [
        "138 0013 8000",
        "＋８６ １３８００１３８０００",
        "86-13800138000",
        "0086 138-0013-8000",
        "013800138000",
        "手机：138.0013.8000",
        "1380013-8000",
    ],
)
def test_a_chinese_mobile_is_one_number_however_it_is_typed(raw: str) -> None:
    phone = phones.normalise(raw)
    assert (phone.e164, phone.national, phone.kind) == ("+8613800138000", "13800138000", "mobile")
    assert phone.is_known


@pytest.mark.parametrize("raw", ["19900001234", "16612345678", "13000000000"])
def test_every_block_from_13_to_19_is_mobile(raw: str) -> None:
    assert phones.normalise(raw).kind == "mobile"


@pytest.mark.parametrize(
    "raw", ["12800138000", "1380013800", "138001380000", "13800138000/13900139000", "62552255"]
)
def test_what_is_no_known_number_is_kept_as_typed(raw: str) -> None:
    phone = phones.normalise(raw)
    assert not phone.is_known
    assert phone.raw == raw
    assert phone.e164 is None


@pytest.mark.parametrize(
    ("raw", "national", "extension"),
    [
        ("010-6255 2255", "01062552255", ""),
        ("(010)62552255转801", "01062552255", "801"),
        ("010-62552255-801", "01062552255", "801"),
        ("0086-10-62552255-801", "01062552255", "801"),
        ("0532-8888666-1", "05328888666", "1"),
        ("010-62552255 分机 8", "01062552255", "8"),
        ("0755－83765566 ext. 12", "075583765566", "12"),
        ("0755-83765566#12", "075583765566", "12"),
        ("+86 (0)10 6255 2255", "01062552255", ""),
        ("86 10 6255 2255", "01062552255", ""),
        ("0532-8888666", "05328888666", ""),
        ("2158888888", "02158888888", ""),
        ("400-123-4567", "4001234567", ""),
        ("4001234567转2", "4001234567", "2"),
    ],
)
def test_a_landline_is_split_into_area_number_and_extension(raw: str, national: str, extension: str) -> None:
    phone = phones.normalise(raw)
    assert (phone.kind, phone.national, phone.extension) == ("landline", national, extension)
    assert phone.e164 == "+86" + national.removeprefix("0")


@pytest.mark.parametrize("raw", ["95588", "955 88", "12306", "110", "10086", "021-962121"])
def test_short_numbers_are_known_and_have_no_international_form(raw: str) -> None:
    phone = phones.normalise(raw)
    assert (phone.kind, phone.e164) == ("short", None)
    assert phones.mask(raw) == phone.national


@pytest.mark.parametrize(
    ("raw", "country", "e164"),
    [
        ("+47 22 12 34 56", "CN", "+4722123456"),
        ("0047 22123456", "", "+4722123456"),
        ("22 12 34 56", "NO", "+4722123456"),
        ("22 12 34 56", "Norway", "+4722123456"),
        ("22 12 34 56", "挪威", "+4722123456"),
        ("9123 4567", "新加坡", "+6591234567"),
        ("(212) 555-0123", "United States", "+12125550123"),
        ("020 7946 0958", "英国", "+442079460958"),
        ("090-1234-5678", "日本", "+819012345678"),
        ("9123 4567", "中国香港", "+85291234567"),
        ("+86 138 0013 8000", "NO", "+8613800138000"),
    ],
)
def test_a_foreign_number_is_read_by_its_country(raw: str, country: str, e164: str) -> None:
    phone = phones.normalise(raw, country)
    assert phone.is_known
    assert phone.e164 == e164


def test_the_names_of_countries_come_without_the_places_of_all_numbers() -> None:
    told = "import sys; from core import phones; print(phones.country_code('挪威'), *sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True
    ).stdout.split()
    assert found[0] == "NO" and not [name for name in found if name.startswith("phonenumbers.geodata")]


def test_a_number_that_its_country_does_not_have_is_unknown() -> None:
    assert not phones.normalise("13800138000", "NO").is_known
    assert not phones.normalise("22123456", "Atlantis").is_known
    assert not phones.normalise("+47 1", "NO").is_known


@pytest.mark.parametrize(
    ("raw", "country", "masked"),
    [
        ("13800131234", "CN", "138****1234"),
        ("+86 138 0013 1234", "NO", "138****1234"),
        ("010-62555678", "CN", "010-****5678"),
        ("0755-83765678转801", "CN", "0755-****5678"),
        ("400-123-4567", "CN", "400-****4567"),
        ("+47 22 12 34 56", "CN", "****3456"),
        ("9123 4567", "SG", "****4567"),
        ("62552255", "CN", "****2255"),
        ("8123", "CN", "****"),
        ("call me", "CN", "****"),
        ("", "CN", ""),
    ],
)
def test_a_mask_shows_only_what_may_be_seen(raw: str, country: str, masked: str) -> None:
    assert phones.mask(raw, country) == masked


def test_mail_and_account_names_are_masked() -> None:
    assert phones.mask_email("zhang.san@x.com") == "z***@x.com"
    assert phones.mask_email("nonsense") == "nons****"
    assert phones.mask_email("@x.com") == "@x.***"
    assert phones.mask_half("zhangsan88") == "zhang*****"
    assert phones.mask_half("a") == "*"
    assert phones.mask_half("") == ""


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_the_middle_of_a_mobile_never_shows(number: str) -> None:
    assert phones.mask(number) == f"{number[:3]}****{number[7:]}"


@given(st.text(max_size=60), st.sampled_from(["CN", "NO", "", "美国", "Nowhere", None]))
def test_no_text_breaks_and_the_raw_text_is_kept(raw: str, country: str | None) -> None:
    phone = phones.normalise(raw, country)
    assert phone.raw == raw
    assert phone.is_known or phone.e164 is None
    assert (
        phones.digits(phones.mask(raw, country)) == ""
        or phone.kind == "short"
        or "****" in phones.mask(raw, country)
    )


def test_a_tel_link_dials_the_extension() -> None:
    assert phones.normalise("010-62552255-801").tel == "+861062552255,801"
    assert phones.normalise("95588").tel == "95588"
    assert phones.normalise("13800138000/13900139000").tel == ""
