"""Fields that this company has added for itself: to customers, contacts, vessels and follow-ups, with values."""

from typing import Any

from contacts.models import Contact, Customer, InstalledAsset
from core.operation import acting_as
from records import bulk
from records.models import CustomField
from records.services.custom_field import create_custom_field, parse_choices

from .chance import Chance, weighted

FIELDS: list[dict[str, Any]] = [
    {"record_type": "customers", "kind": "choice", "label_zh": "合作意向", "label_en": "Willingness",
     "choices": "积极 | Keen\n观望 | Waiting\n冷淡 | Cool", "section": "经营补充", "section_en": "More on the business",
     "is_quick_filter": False, "sort": 10},
    {"record_type": "customers", "kind": "money", "label_zh": "年采购额", "label_en": "Yearly purchases",
     "help_text": "向所有供应商的采购合计，人民币元",
     "section": "经营补充", "section_en": "More on the business", "sort": 20},
    {"record_type": "customers", "kind": "date", "label_zh": "年度框架到期日", "label_en": "Framework ends",
     "section": "经营补充", "section_en": "More on the business", "sort": 30},
    {"record_type": "customers", "kind": "person", "label_zh": "技术对接人", "label_en": "Technical contact",
     "section": "经营补充", "section_en": "More on the business", "sort": 40},
    {"record_type": "customers", "kind": "text", "label_zh": "观望原因", "label_en": "Why waiting", "is_searchable": True,
     "visible_field": "ext_willingness", "visible_test": "is", "visible_value": "waiting",
     "section": "经营补充", "section_en": "More on the business", "sort": 15},
    {"record_type": "contacts", "kind": "multi_choice", "label_zh": "关注的话题", "label_en": "Topics of interest",
     "choices": "油耗 | Fuel use\n备件 | Spare parts\n排放 | Emissions\n培训 | Training", "sort": 10},
    {"record_type": "installed-assets", "kind": "text", "label_zh": "船级社", "label_en": "Class society", "sort": 10},
    {"record_type": "follow-ups", "kind": "yes_no", "label_zh": "需技术支持", "label_en": "Needs engineers", "sort": 10},
]  # fmt: skip
WHY = ["等待年度预算批复", "正在比较三家报价", "新船交付推迟到下半年"]


def build_custom_fields(chance: Chance, admin: Any, engineers: list[Any]) -> int:
    """The fields as an administrator makes them, then what was entered in them."""
    with acting_as(admin):
        made = {}
        for facts in FIELDS:
            given = dict(facts)
            choices = parse_choices(given.pop("choices", ""), [])
            field = create_custom_field(CustomField(choices=choices, **given), by=admin)
            made[field.label_en] = field.name
        _customers(chance, made, admin, engineers)
        _others(chance, made, admin)
    return len(made)


def _customers(chance: Chance, names: dict[str, str], admin: Any, engineers: list[Any]) -> None:
    rows = list(Customer.objects.filter(is_deleted=False).order_by("pk"))
    changed = []
    for row in rows:
        rng = chance.of("custom_fields", row.code)
        if not row.is_key_account and rng.random() < 0.6:
            continue
        mood = weighted(rng, [("keen", 4), ("waiting", 3), ("cool", 1)])
        values = {
            "Willingness": mood,
            "Yearly purchases": f"{rng.randrange(20, 900) * 10_000}.00",
            "Technical contact": rng.choice(engineers).pk,
            "Why waiting": rng.choice(WHY) if mood == "waiting" else None,
            "Framework ends": f"{chance.as_of.year + rng.randrange(0, 2)}-{rng.randrange(1, 13):02}-28",
        }
        row.ext = {**row.ext, **{names[label]: value for label, value in values.items() if value is not None}}
        changed.append(row)
    bulk.update(changed, ["ext"], admin)


def _others(chance: Chance, names: dict[str, str], admin: Any) -> None:
    people = list(Contact.objects.filter(is_deleted=False).order_by("pk")[:60])
    topics = ["fueluse", "spareparts", "emissions", "training"]
    for place, row in enumerate(people):
        row.ext = {**row.ext, names["Topics of interest"]: topics[place % 3 : place % 3 + 2]}
    bulk.update(people, ["ext"], admin)
    vessels = list(InstalledAsset.objects.filter(is_deleted=False).order_by("pk"))
    for place, vessel in enumerate(vessels):
        vessel.ext = {**vessel.ext, names["Class society"]: ("CCS", "BV", "LR")[place % 3]}
    bulk.update(vessels, ["ext"], admin)
