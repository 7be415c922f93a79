import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.company_names import normalise, similarity


@pytest.mark.parametrize(
    "names",
    [
        [
            "东岭重卡集团有限公司",
            "东岭重卡(集团)有限责任公司",
            "东岭重卡（集团） 有限公司",
            " 东岭重卡集团股份有限公司",
        ],
        ["上海沪东传动有限公司", "上海 沪东·传动【有限公司】", "上海沪东传动(有限责任公司)", "上海沪东传动"],
        ["ＡＢＣ船舶有限公司", "abc 船舶有限公司"],
        ["Nordic Shipping A/S", "NORDIC SHIPPING AS", "Nordic-Shipping", "Nordic Shipping  a/s."],
        [
            "Pacific Marine Co., Ltd.",
            "Pacific Marine Co.,Ltd",
            "PACIFIC MARINE COMPANY LIMITED",
            "Pacific Marine Co.Ltd",
        ],
        ["Müller Getriebe GmbH & Co. KG", "Muller Getriebe gmbh"],
        ["Ocean Freight Pte. Ltd.", "Ocean Freight PTE LTD", "Ocean Freight (Pte.) Ltd"],
        ["Compagnie Bleue S.A.", "Compagnie Bleue SA"],
    ],
)
def test_one_company_written_in_several_ways_has_one_key(names: list[str]) -> None:
    assert len({normalise(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("东岭重卡有限公司", "东岭重卡有限公司上海分公司"),
        ("东岭重卡有限公司", "东岭重卡集团有限公司"),
        ("东岭重卡(上海)有限公司", "东岭重卡(天津)有限公司"),
        ("东岭重卡有限公司", "东岭轻卡有限公司"),
        ("Nordic Shipping AS", "Nordic Tankers AS"),
        ("第1机械厂", "第11机械厂"),
    ],
)
def test_different_companies_stay_apart(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_a_name_that_is_only_a_legal_form_keeps_it() -> None:
    assert normalise("有限公司") == "有限公司"
    assert normalise("AS") == "as"
    assert normalise("()·") == ""


@given(st.text(max_size=60))
def test_a_key_is_letters_and_digits_and_ignores_spaces_and_brackets(name: str) -> None:
    key = normalise(name)
    assert all(c.isalnum() for c in key)
    assert normalise(f"（{name}） ") == key


def test_near_names_are_more_alike_than_far_ones() -> None:
    near = similarity("东岭重卡集团有限公司", "东岭重型卡车集团有限公司")
    far = similarity("东岭重卡集团有限公司", "厦门远海集运有限公司")
    assert similarity("东岭重卡有限公司", "东岭重卡(有限责任公司)") == 1
    assert 0.4 < near < 1
    assert far == 0
    assert similarity("", "") == 0
