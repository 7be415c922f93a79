"""The relation types that every installation starts with; an administrator may rename, retire and add."""

from typing import Any

from .models import RelationType

PEOPLE = RelationType.Applies.PEOPLE
PERSON_COMPANY = RelationType.Applies.PERSON_COMPANY
COMPANIES = RelationType.Applies.COMPANIES

# (code, name, name from the other end, English, English from the other end, joins, means control)
DIRECTED = [
    ("parent", "父母", "子女", "parent of", "child of", PEOPLE, False),
    ("teacher", "老师", "学生", "teacher of", "student of", PEOPLE, False),
    ("superior", "上级", "下级", "superior of", "subordinate of", PEOPLE, False),
    ("introduced", "引荐人", "被引荐人", "introduced", "introduced by", PEOPLE, False),
    ("influences", "影响", "受其影响", "influences", "influenced by", PEOPLE, False),
    (
        "former_employer",
        "前员工",
        "前雇主",
        "former employee of",
        "former employer of",
        PERSON_COMPANY,
        False,
    ),
    ("shareholder", "股东", "参股个人的企业", "shareholder of", "owned in part by", PERSON_COMPANY, False),
    ("adviser", "顾问", "聘请方", "adviser to", "advised by", PERSON_COMPANY, False),
    ("director", "董事", "所任职董事的企业", "director of", "has as director", PERSON_COMPANY, False),
    ("holding", "控股", "被控股", "controls", "controlled by", COMPANIES, True),
    ("parent_company", "母公司", "子公司", "parent company of", "subsidiary of", COMPANIES, True),
    ("stake", "参股", "被参股", "holds a stake in", "partly held by", COMPANIES, False),
    ("supplier", "配套供应", "配套主机厂", "supplies", "supplied by", COMPANIES, False),
    ("manager", "船舶管理", "委托管理", "manages ships of", "ships managed by", COMPANIES, False),
]
SYMMETRIC = [
    ("spouse", "配偶", "spouse of", PEOPLE),
    ("sibling", "兄弟姐妹", "sibling of", PEOPLE),
    ("relative", "亲戚", "relative of", PEOPLE),
    ("classmate", "同学", "classmate of", PEOPLE),
    ("fellow_townsman", "同乡", "from the same place as", PEOPLE),
    ("comrade", "战友", "comrade of", PEOPLE),
    ("former_colleague", "前同事", "former colleague of", PEOPLE),
    ("friend", "朋友", "friend of", PEOPLE),
    ("conflict", "不和", "at odds with", PEOPLE),
    ("affiliated", "关联企业", "affiliated with", COMPANIES),
    ("competitor", "竞争对手", "competitor of", COMPANIES),
]


def install_relation_types(**kwargs: Any) -> None:
    """Create the types that are missing; what is there was made or changed by somebody and stays."""
    known = set(RelationType.objects.values_list("code", flat=True))
    for code, name, inverse, english, inverse_english, applies, is_control in DIRECTED:
        if code not in known:
            RelationType(
                code=code,
                name=name,
                inverse_name=inverse,
                name_en=english,
                inverse_name_en=inverse_english,
                applies=applies,
                is_control=is_control,
            ).save()
    for code, name, english, applies in SYMMETRIC:
        if code not in known:
            RelationType(code=code, name=name, name_en=english, applies=applies, is_symmetric=True).save()
