from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import pinyin


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("东岭重卡", "donglingzhongka", "dlzk"),
        ("重庆长安汽车", "chongqingchanganqiche", "cqcaqc"),
        ("长沙银行", "changshayinhang", "csyh"),
        ("潍柴重机", "weichaizhongji", "wczj"),
        ("厦门远海集运", "xiamenyuanhaijiyun", "xmyhjy"),
        ("长航集团", "changhangjituan", "chjt"),
        ("调速器", "tiaosuqi", "tsq"),
        ("六安机床", "luanjichuang", "lajc"),
        ("涡阳轴承", "guoyangzhoucheng", "gyzc"),
        ("涡轮增压器", "wolunzengyaqi", "wlzyq"),
        ("ABC重工 2é集团", "abczhonggong2ejituan", "abczg2ejt"),
        ("ＤＨＬ快递", "dhlkuaidi", "dhlkd"),
        ("MAN Energy", "manenergy", "manenergy"),
        ("", "", ""),
        ("·—()", "", ""),
    ],
)
def test_a_company_is_read_as_its_trade_and_place_words_are(name: str, full: str, initials: str) -> None:
    assert pinyin.full(name) == full
    assert pinyin.initials(name) == initials


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("单田芳", "shantianfang"),
        ("曾国藩", "zengguofan"),
        ("仇英", "qiuying"),
        ("覃勇", "qinyong"),
        ("解缙", "xiejin"),
        ("查良镛", "zhaliangyong"),
        ("盖叫天", "gejiaotian"),
        ("任长霞", "renchangxia"),
        ("华罗庚", "hualuogeng"),
        ("区小明", "ouxiaoming"),
        ("朴树", "piaoshu"),
        ("尉迟恭", "yuchigong"),
        ("万俟卨", "moqixie"),
        ("长孙无忌", "zhangsunwuji"),
        ("令狐冲", "linghuchong"),
        ("欧阳修", "ouyangxiu"),
        ("冼星海", "xianxinghai"),
        ("种师道", "chongshidao"),
        ("逄锦聚", "pangjinju"),
        ("缪昌文", "miaochangwen"),
        ("乐嘉", "yuejia"),
        ("黑豹", "hebao"),
        ("阿依古丽·买买提", "ayigulimaimaiti"),
    ],
)
def test_a_person_is_read_by_the_surname_table(name: str, full: str) -> None:
    assert pinyin.full(name, is_person=True) == full
    assert pinyin.readings(name, is_person=True)[0] == full
    assert pinyin.username(name) == full


def test_each_plausible_reading_of_a_surname_is_indexed_with_its_initials() -> None:
    assert {"qinyong", "qy", "tanyong", "ty"} <= set(pinyin.readings("覃勇", is_person=True))
    assert {"qiuying", "chouying"} <= set(pinyin.readings("仇英", is_person=True))
    assert {"chanyuhong", "shanyuhong"} <= set(pinyin.readings("单于红", is_person=True))
    assert {"lvbu", "lubu", "lb"} <= set(pinyin.readings("吕布", is_person=True))
    assert {"zhangle", "zhangyue"} <= set(pinyin.readings("张乐", is_person=True))


def test_a_certain_word_is_not_read_in_other_ways() -> None:
    assert pinyin.readings("东岭重卡") == ["donglingzhongka", "dlzk"]
    assert "yinxing" not in "".join(pinyin.readings("长沙银行"))


def test_endings_let_a_prefix_find_the_later_part_of_a_name() -> None:
    endings = pinyin.endings("中国东岭重卡")
    assert "dlzk" in endings
    assert "donglingzhongka" in endings
    assert pinyin.endings("东") == []


def test_username_is_never_empty_and_only_letters_and_digits() -> None:
    assert pinyin.username("张建国") == "zhangjianguo"
    assert pinyin.username("吕绿") == "lvlv"
    assert pinyin.username("Ωψ") == "user"


def test_names_sort_by_pinyin_with_one_surname_together() -> None:
    wanted = ["3M", "A公司", "安", "第2部", "第10部", "李安", "连云", "张二", "张三", "章二", "Ω"]
    assert sorted(reversed(wanted), key=pinyin.sort_key) == wanted
    people = ["曹操", "单雄信", "仇英", "曾国藩"]
    keyed = sorted(people, key=lambda name: pinyin.sort_key(name, is_person=True))
    assert keyed == ["曹操", "仇英", "单雄信", "曾国藩"]


@given(st.lists(st.text(max_size=12), min_size=2, max_size=6))
def test_any_text_has_a_key_of_letters_and_digits(names: list[str]) -> None:
    keys = sorted(pinyin.sort_key(name) for name in names)
    assert all(key.isascii() and (key.isalnum() or not key) for key in keys)
    assert all(first <= second for first, second in pairwise(keys))


@given(st.text(max_size=30), st.booleans())
def test_no_text_breaks_a_reading(text: str, is_person: bool) -> None:
    for token in pinyin.readings(text, is_person) + pinyin.endings(text, is_person):
        assert token and " " not in token
