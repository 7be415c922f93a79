"""The company 海砺轴承传动股份有限公司: its departments, posts, titles and people."""

from workflow.delivered_posts import POSTS

COMPANY = "海砺轴承传动股份有限公司"

# (code, name, superior, kind)
DEPARTMENTS = [
    ("HQ", COMPANY, "", "management"),
    ("ZJB", "总经办", "HQ", "management"),
    ("YWGL", "业务管理部", "HQ", "business"),
    ("YW", "业务部", "HQ", "sales"),
    ("HD", "华东业务部", "YW", "sales"),
    ("HN", "华南业务部", "YW", "sales"),
    ("BF", "北方业务部", "YW", "sales"),
    ("HY", "航运业务部", "YW", "region"),
    ("NB", "内部市场部", "YW", "sales"),
    ("HW", "海外部", "HQ", "region"),
    ("KF", "客户服务中心", "HQ", "service"),
    ("SC", "市场部", "HQ", "marketing"),
    ("CW", "财务部", "HQ", "finance"),
    ("RL", "人力资源部", "HQ", "hr"),
    ("XX", "信息部", "HQ", "other"),
]
TITLE_LEVELS = [("none", "无", 0), ("junior", "初级", 1), ("middle", "中级", 2), ("senior", "高级", 3)]

# (number, name, department, post, title, year hired, roles, superior)
PEOPLE = [
    ("E001", "韦明远", "ZJB", "总经理", "senior", 2004, ["exe"], ""),
    ("E002", "陆清和", "ZJB", "分管副总", "senior", 2008, ["exe"], "E001"),
    ("E003", "覃志刚", "YWGL", "业务管理部部长", "senior", 2010, ["exe", "sm"], "E002"),
    ("E004", "黄晓岚", "YWGL", "商务专员", "middle", 2018, ["rep"], "E003"),
    ("E005", "周启航", "HD", "业务部经理", "middle", 2013, ["sm"], "E003"),
    ("E006", "张建国", "HD", "大客户经理", "middle", 2018, ["rep"], "E005"),
    ("E007", "李思雨", "HD", "业务员", "junior", 2024, ["rep"], "E005"),
    ("E008", "王海涛", "HD", "业务员", "senior", 2014, ["rep"], "E005"),
    ("E009", "莫少峰", "HN", "业务部经理", "middle", 2012, ["sm"], "E003"),
    ("E010", "农丽萍", "HN", "业务员", "junior", 2022, ["rep"], "E009"),
    ("E011", "甘宇", "HN", "业务员", "junior", 2025, ["rep"], "E009"),
    ("E012", "赵铁军", "BF", "业务部经理", "senior", 2009, ["sm"], "E003"),
    ("E013", "孙佳", "BF", "业务员", "middle", 2017, ["rep"], "E012"),
    ("E014", "林澜", "HY", "全球客户经理", "senior", 2011, ["rm"], "E002"),
    ("E015", "陈汐", "HY", "区域客户经理(华东)", "middle", 2016, ["rep"], "E014"),
    ("E016", "何帆", "HW", "区域客户经理(海外)", "middle", 2019, ["rm"], "E014"),
    ("E017", "梁国栋", "NB", "业务员", "middle", 2015, ["rep"], "E003"),
    ("E018", "覃雪", "KF", "客服主管", "middle", 2014, ["am"], "E002"),
    ("E019", "罗敏", "KF", "客服坐席", "junior", 2023, ["ag"], "E018"),
    ("E020", "邓凯", "KF", "客服坐席", "junior", 2021, ["ag"], "E018"),
    ("E021", "蒋正平", "KF", "现场工程师", "senior", 2010, ["ag"], "E018"),
    ("E022", "唐糖", "SC", "市场专员", "middle", 2020, ["mkt"], "E002"),
    ("E023", "冯静", "CW", "财务主管", "senior", 2012, ["fin"], "E002"),
    ("E024", "蓝霞", "CW", "会计", "middle", 2019, ["fin"], "E023"),
    ("E025", "石磊", "RL", "绩效管理员", "middle", 2016, ["hr"], "E002"),
    ("E026", "谢安", "XX", "系统管理员", "middle", 2018, ["sys"], "E002"),
]
# They decide about prices, wording and the seal, and nothing else.
REVIEWERS = [
    ("E028", "闭宏", "ZJB", "技术评审", "senior", 2012, ["ag"], "E002"),
    ("E029", "苏秉诚", "ZJB", "生产评审", "senior", 2011, ["ag"], "E002"),
    ("E030", "滕文琪", "ZJB", "质量评审", "senior", 2013, ["ag"], "E002"),
    ("E031", "卢若谷", "ZJB", "法务评审", "senior", 2014, ["ag"], "E002"),
    ("E032", "岑静姝", "ZJB", "用印管理", "middle", 2017, ["ag"], "E002"),
]
# Posts that the delivered processes name by their code.
POST_CODES = {name: code for code, name in POSTS.items()}
OUTSIDER = ("W001", "钱多", "YW", "经销商业务代表", "沪瀚机电")
LEAVER = ("E027", "庞建", "HN", "业务员", "junior", 2020)
LEADERS = {
    "ZJB": "E001",
    "YWGL": "E003",
    "YW": "E003",
    "HD": "E005",
    "HN": "E009",
    "BF": "E012",
    "HY": "E014",
    "HW": "E016",
    "NB": "E017",
    "KF": "E018",
    "SC": "E022",
    "CW": "E023",
    "RL": "E025",
    "XX": "E026",
}
# Accounts beside the staff: kept apart from business, each with one duty.
SYSTEM_ACCOUNTS = [
    ("admin", "系统管理员", ["sys", "proc"]),
    ("security", "安全管理员", ["sec"]),
    ("auditor", "审计员", ["aud"]),
]
