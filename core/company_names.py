"""Company names compared as people compare them: 东岭重卡(集团)有限公司 is 东岭重卡集团有限责任公司.

`normalise` gives the key of uniqueness, `similarity` the order of near-duplicates. Left out of the key: case,
width, accents, spaces, punctuation and brackets (what stands inside them stays), and the legal form:
有限公司, 有限责任公司 and 股份有限公司 anywhere, so that a branch (…有限公司上海分公司) stays apart from its
company; in Latin names the closing Co., Ltd, Inc, GmbH, A/S and the like. 集团, 分公司, places and trades are
part of the name.
"""

import re

from core.plain_text import plain

_CHINESE_FORM = re.compile("股份有限责任公司|股份有限公司|有限责任公司|有限公司|股份公司")
_LATIN_FORMS = frozenset(
    """
    co ltd coltd limited ltda company inc incorporated corp corporation llc llp lp plc pte
    pty pvt private gmbh mbh ag kg kgaa ohg as asa aps oy oyj ab
    sa sas sarl srl spa nv bv kk sdn bhd sl jsc ooo pao zao
    """.split()
)


def normalise(name: str) -> str:
    """The key under which a company's name is unique; empty only if the name holds no letter or digit."""
    words = _words(plain(name))
    while len(words) > 1 and words[-1] in _LATIN_FORMS:
        words.pop()
    whole = "".join(words)
    return _CHINESE_FORM.sub("", whole) or whole


def _words(text: str) -> list[str]:
    """The letters and digits in words; a/s and s.a. count as one word, as do 东岭 and its legal form."""
    joined = re.sub(r"(?<=\b[a-z])[./](?=[a-z]\b)", "", text)
    return ["".join(c for c in word if c.isalnum()) for word in re.split(r"[\W_]+", joined) if word]


def similarity(first: str, second: str) -> float:
    """How alike two names are, 0 to 1: the shared pairs of neighbouring characters of their keys (Dice)."""
    one, two = normalise(first), normalise(second)
    if one == two:
        return 1.0 if one else 0.0
    pairs_one, pairs_two = _pairs(one), _pairs(two)
    if not pairs_one or not pairs_two:
        return 0.0
    return 2 * len(pairs_one & pairs_two) / (len(pairs_one) + len(pairs_two))


def _pairs(key: str) -> set[str]:
    return {key[i : i + 2] for i in range(len(key) - 1)}
