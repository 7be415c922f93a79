import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as reference

from core import uscc


def test_the_example_of_the_standard_ends_in_3() -> None:
    assert uscc.check_digit("91350100M000100Y4") == "3"
    assert uscc.validate("91350100M000100Y43") == "91350100M000100Y43"


def test_spaces_hyphens_small_and_full_width_letters_are_accepted() -> None:
    assert uscc.validate(" 91350100-m000100y43 ") == "91350100M000100Y43"
    assert uscc.validate("９１３５０１００Ｍ０００１００Ｙ４３") == "91350100M000100Y43"


@pytest.mark.parametrize(
    ("code", "reason", "told"),
    [
        ("91350100M000100Y4", "length", "17"),
        ("", "length", "0"),
        ("91350100M000100Y433", "length", "19"),
        ("91350100MO00100Y43", "letter", "O"),
        ("91350100I000100Z43", "letter", "IZ"),
        ("91350100M000中00Y43", "letter", "中"),
        ("9135A100M000100Y43", "region", "3"),
        ("91350100M000100Y44", "check", "3"),
        ("91350100M000010Y43", "check", ""),
    ],
)
def test_a_wrong_code_is_told_why(code: str, reason: str, told: str) -> None:
    with pytest.raises(uscc.InvalidUscc) as caught:
        uscc.validate(code)
    assert caught.value.reason == reason
    assert told in str(caught.value)


@given(
    st.text(alphabet="0123456789", min_size=6, max_size=6),
    st.text(alphabet=uscc.ALPHABET, min_size=9, max_size=9),
)
def test_made_codes_satisfy_the_reference_library(region: str, rest: str) -> None:
    assert reference.is_valid(uscc.make("91" + region + rest))


@given(
    st.text(alphabet=uscc.ALPHABET, min_size=9, max_size=9),
    st.integers(8, 16),
    st.sampled_from(uscc.ALPHABET),
)
def test_each_single_wrong_character_is_noticed(rest: str, place: int, other: str) -> None:
    code = uscc.make("91999999" + rest)
    if code[place] == other:
        return
    with pytest.raises(uscc.InvalidUscc):
        uscc.validate(code[:place] + other + code[place + 1 :])


@given(st.text(max_size=25))
def test_no_text_does_anything_but_pass_or_be_refused(text: str) -> None:
    try:
        uscc.validate(text)
    except uscc.InvalidUscc as error:
        assert error.message
