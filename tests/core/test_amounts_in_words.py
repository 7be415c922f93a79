"""Amounts in words follow the banking rules; VAT parts an amount without losing a cent."""

from decimal import Decimal

import pytest

from core.amounts_in_words import in_chinese, in_english, in_words
from core.errors import DomainError
from core.vat import split_vat


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("10.00", "壹拾元整"),
        ("10000.01", "壹万元零壹分"),
        ("100010000", "壹亿零壹万元整"),
        ("100000000", "壹亿元整"),
        ("20000000000.05", "贰佰亿元零伍分"),
        ("-1130000", "负壹佰壹拾叁万元整"),
        ("10010", "壹万零壹拾元整"),
        ("1000100", "壹佰万零壹佰元整"),
        ("100000001", "壹亿零壹元整"),
        ("999999999999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
        ("1.005", "壹元零壹分"),
        ("300050", "叁拾万零伍拾元整"),
    ],
)
def test_an_amount_is_written_out_as_the_banking_rules_say(amount: str, words: str) -> None:
    assert in_chinese(Decimal(amount)) == f"人民币{words}"


def test_whole_may_stand_after_jiao_and_yuan_may_be_written_the_old_way() -> None:
    assert in_chinese(Decimal("1409.5"), whole=True, yuan="圆") == "人民币壹仟肆佰零玖圆伍角整"
    assert in_chinese(Decimal("1.05"), whole=True) == "人民币壹元零伍分"
    assert in_chinese(Decimal(1250), "USD") == "美元壹仟贰佰伍拾元整"


@pytest.mark.parametrize("amount", ["1000000000000", "-1000000000000", "999999999999.995"])
def test_a_million_million_is_refused(amount: str) -> None:
    for words in (in_chinese, in_english):
        with pytest.raises(DomainError):
            words(Decimal(amount))


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("1680.32", "CNY", "Say RMB one thousand six hundred and eighty yuan and 32 fen only"),
        ("1005", "USD", "Say one thousand and five US dollars only"),
        ("21000000.5", "EUR", "Say twenty-one million euros and 50 cents only"),
        ("0", "CNY", "Say RMB zero yuan only"),
        ("115.00", "CHF", "Say one hundred and fifteen CHF only"),
    ],
)
def test_english_words_for_letters_abroad(amount: str, currency: str, words: str) -> None:
    assert in_words(Decimal(amount), currency, "en") == words


@pytest.mark.parametrize(
    ("gross", "rate", "net", "tax"),
    [
        ("113000", "13", "100000.00", "13000.00"),
        ("999.99", "13", "884.95", "115.04"),
        ("1060", "6", "1000.00", "60.00"),
        ("33.33", "13", "29.50", "3.83"),
        ("50", "0", "50.00", "0.00"),
    ],
)
def test_net_and_tax_always_make_the_gross_amount(gross: str, rate: str, net: str, tax: str) -> None:
    split = split_vat(Decimal(gross), Decimal(rate))
    assert (split.net, split.tax, split.gross) == (Decimal(net), Decimal(tax), Decimal(gross))


def test_without_tax_the_tax_comes_on_top() -> None:
    assert split_vat(Decimal(100), Decimal(13), tax_included=False) == (100, 13, 113)
