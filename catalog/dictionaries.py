"""The dictionaries of products and prices, as a new installation gets them."""

from records import dictionaries

UNITS = [
    ("piece", "件", "piece"),
    ("set", "套", "set"),
    ("unit", "台", "unit"),
    ("pair", "副", "pair"),
    ("kg", "千克", "kg"),
    ("ton", "吨", "ton"),
    ("metre", "米", "metre"),
    ("litre", "升", "litre"),
    ("box", "箱", "box"),
    ("hour", "工时", "hour"),
    ("visit", "次", "visit"),
]
CURRENCIES = [
    ("CNY", "人民币 CNY", "CNY"),
    ("USD", "美元 USD", "USD"),
    ("EUR", "欧元 EUR", "EUR"),
    ("JPY", "日元 JPY", "JPY"),
    ("HKD", "港元 HKD", "HKD"),
    ("GBP", "英镑 GBP", "GBP"),
    ("NOK", "挪威克朗 NOK", "NOK"),
    ("SGD", "新加坡元 SGD", "SGD"),
    ("KRW", "韩元 KRW", "KRW"),
]


def declare() -> None:
    dictionaries.declare("unit_of_measure", "计量单位", UNITS, "Unit of measure")
    dictionaries.declare("currency", "币种", CURRENCIES, "Currency")
