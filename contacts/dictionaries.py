"""The dictionaries that customer forms use, as a new installation gets them."""

from records import dictionaries

INDUSTRIES = [
    ("automaker", "主机厂", "Automaker"),
    ("machinery", "工程机械", "Construction machinery"),
    ("wind", "风电", "Wind power"),
    ("shipyard", "船厂", "Shipyard"),
    ("shipping", "航运", "Shipping"),
    ("ship_management", "船舶管理", "Ship management"),
    ("port", "港口", "Port"),
    ("trading", "贸易", "Trading"),
    ("construction", "建筑施工", "Construction"),
    ("energy", "能源", "Energy"),
    ("other", "其他", "Other"),
]
SOURCES = [
    ("visit", "上门拜访", "Visit"),
    ("referral", "老客户介绍", "Referral"),
    ("exhibition", "展会", "Exhibition"),
    ("web", "网站", "Website"),
    ("call", "来电", "Incoming call"),
    ("symposium", "客户座谈会", "Customer symposium"),
    ("mail", "邮件", "E-mail"),
    ("tender", "招投标", "Tender"),
    ("import", "导入", "Import"),
    ("other", "其他", "Other"),
]
SIZES = [
    ("large", "大型", "Large"),
    ("medium", "中型", "Medium"),
    ("small", "小型", "Small"),
    ("micro", "微型", "Micro"),
]


def declare() -> None:
    dictionaries.declare("industry", "行业", INDUSTRIES, "Industry")
    dictionaries.declare("customer_source", "客户来源", SOURCES, "Customer source")
    dictionaries.declare("company_size", "企业规模", SIZES, "Company size")
