"""Who decides about a new customer reads its choices by their labels, in his own language."""

from typing import Any

import pytest
from django.utils import translation

from tests.factories import make_customer
from workflow import subjects
from workflow.models import ProcessRun
from workflow.selectors.run_page import shown_snapshot
from workflow.structure import Structure

pytestmark = pytest.mark.django_db


def shown(run: ProcessRun) -> dict[str, str]:
    return {item["name"]: item["value"] for item in shown_snapshot(run, None, Structure([], {}))}


def test_choices_are_named_and_in_the_language_of_who_reads(cast: Any) -> None:
    subject = subjects.SUBJECTS["customer_creation"]
    customer = make_customer("新客户有限公司", owner=cast.rep, industry="shipyard", is_key_account=True)
    with translation.override("zh-hans"):
        run = ProcessRun(doc_type=subject.key, snapshot=subject.snapshot(customer))
        chinese = shown(run)
    assert chinese["industry"] == "船厂"
    with translation.override("en"):
        english = shown(run)
    assert english["industry"] == "Shipyard" and english["name"] == "新客户有限公司"


def test_what_the_document_no_longer_knows_stays_as_it_was_written(cast: Any) -> None:
    gone = {"name": "industry", "label": "行业", "kind": "text", "value": "x", "text": "造船"}
    run = ProcessRun(doc_type="customer_creation", snapshot=[gone, {**gone, "name": "colour"}])
    assert shown(run) == {"industry": "造船", "colour": "造船"}
