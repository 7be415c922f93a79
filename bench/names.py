"""People's names as they are spread in China: an eighth are called 王 or 李, two or three share a whole name.

The signs stand in the order of their frequency, roughly; the first is nine times as frequent as the last. 建军, which
the benchmark looks for, is given to one in some fifteen hundred.
"""

import random
from itertools import accumulate

from system.demo import words

SURNAMES = words.SURNAMES.split()
FIRST = (
    "建志国文晓海玉小明春金永俊宏伟振立家少子佳雪丽秀雅思天美嘉一宇泽浩若梦诗欣景长德光启传世卫爱学继安守中大润庆广向华东"
    "红新正云凤桂月兰淑惠静慧艳莉凯鹏翔晨万兴福吉祥瑞如亚亦仁义礼智信孝敬书锦绍绪耀兆承克其士汉江洪清源柏松林森树良善先开"
    "友有运昌盛富贵千百双洁素翠彩珍宝冬秋夏"
)
SECOND = (
    "军华平明英强国兰芳梅杰辉东红林燕玲霞峰波生云丽娟娜敏静洁涛斌超勇磊飞龙宁琳颖婷倩亮刚成文武康然轩涵怡豪远琴香珍凤莲荣"
    "贵义信民光安邦伟春阳宝才祥瑞琪瑶雯萍蓉萱海江河山川松柏岩石泉源清洪润泽德仁忠孝良善和兴旺发财福禄寿喜庆余昌盛达通顺利"
    "胜凯旋鹏程志梁栋材根柱锋钢铁锐新"
)
SINGLE = "伟敏静磊涛超勇艳洁娜鹏飞斌宁昊凯琳颖婷倩亮刚平辉玲霞红梅兰芳丽军杰强"


def _rising(count: int, head: int) -> list[float]:
    """Cumulative weights that fall with the place."""
    return list(accumulate(1 / (place + head) for place in range(1, count + 1)))


_SURNAMES, _FIRST, _SECOND = _rising(len(SURNAMES), 3), _rising(len(FIRST), 15), _rising(len(SECOND), 15)


def name(rng: random.Random) -> str:
    surname = rng.choices(SURNAMES, cum_weights=_SURNAMES)[0]
    if rng.random() < 0.2:
        return surname + rng.choice(SINGLE)
    first, second = rng.choices(FIRST, cum_weights=_FIRST)[0], rng.choices(SECOND, cum_weights=_SECOND)[0]
    return surname + first + second
