"""When a visit is effective, how far two places are apart, and what counts as a picture."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.distance import metres_between
from core.errors import DomainError
from core.pictures import rewritten
from sales.effectiveness import REASONS, Held, Rule, reasons_against
from sales.selectors.visit_rate import VisitRate

GOOD = Held(
    kind="onsite",
    is_within_radius=True,
    stay_minutes=20,
    people_met=1,
    summary="谈" * 50,
    result="同意试装",
    has_next_step=True,
    took_to_submit=timedelta(hours=24),
)


def test_a_visit_that_keeps_all_seven_clauses_is_effective_at_their_very_edges() -> None:
    assert reasons_against(GOOD) == []


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"is_within_radius": False}, "outside"),
        ({"is_within_radius": None}, "no_place"),
        ({"kind": "phone"}, "phone"),
        ({"stay_minutes": 19}, "short"),
        ({"stay_minutes": None}, "no_check_in"),
        ({"people_met": 0}, "nobody"),
        ({"summary": "谈" * 49}, "thin"),
        ({"summary": "谈 \n" * 49}, "thin"),
        ({"result": "  "}, "no_result"),
        ({"has_next_step": False}, "no_step"),
        ({"took_to_submit": timedelta(hours=24, seconds=1)}, "late"),
        ({"took_to_submit": None}, "late"),
        ({"is_rejected": True}, "rejected"),
        ({"counts_already": True}, "again"),
    ],
)
def test_each_clause_alone_makes_it_ineffective_and_says_so(facts: dict, reason: str) -> None:
    assert reasons_against(replace(GOOD, **facts)) == [reason]
    assert reason in REASONS


@pytest.mark.parametrize("kind", ["incoming", "video"])
def test_who_comes_to_us_or_meets_by_video_is_held_against_no_place(kind: str) -> None:
    assert reasons_against(replace(GOOD, kind=kind, is_within_radius=None)) == []


def test_an_exception_approved_by_the_leader_stands_for_the_place() -> None:
    assert reasons_against(replace(GOOD, is_within_radius=False, is_excused=True)) == []
    assert reasons_against(replace(GOOD, is_within_radius=None, is_excused=True)) == []


def test_the_limits_are_settings() -> None:
    law = Rule(least_minutes=45, least_characters=10, within=timedelta(hours=4))
    assert reasons_against(GOOD, law) == ["short", "late"]
    brief = replace(GOOD, stay_minutes=45, summary="一二三四五六七八九十", took_to_submit=timedelta(hours=4))
    assert reasons_against(brief, law) == []


@pytest.mark.parametrize(
    ("planned", "excused", "unplanned", "effective", "percent"),
    [
        (20, 2, 4, 17, "77.27"),
        (20, 0, 0, 17, "85.00"),
        (10, 0, 0, 6, "60.00"),
        (15, 0, 0, 12, "80.00"),
        (3, 1, 1, 1, "33.33"),
        (7, 0, 1, 5, "62.50"),
        (1, 0, 5, 1, "16.67"),
        (2, 2, 0, 0, None),
    ],
)
def test_the_rate_is_effective_over_what_was_due(
    planned: int, excused: int, unplanned: int, effective: int, percent: str | None
) -> None:
    rate = VisitRate(planned, excused, unplanned, effective)
    assert rate.percent == (Decimal(percent) if percent else None)


@pytest.mark.parametrize(
    ("one", "other", "metres", "slack"),
    [
        ((22.0, 108.6), (22.0, 108.6), 0, 0.001),
        ((0, 0), (0, 1), 111_195, 1),
        ((31.2304, 121.4737), (39.9042, 116.4074), 1_067_311, 500),
        ((0, 179.9), (0, -179.9), 22_239, 1),
        ((90, 0), (-90, 0), 20_015_115, 2),
    ],
)
def test_distances_follow_the_great_circle(one: tuple, other: tuple, metres: float, slack: float) -> None:
    assert metres_between(*one, *other) == pytest.approx(metres, abs=slack)


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **more: object) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", size, "navy").save(out, kind, **more)
    return SimpleUploadedFile(f"现场.{kind.lower()}", out.getvalue())


def test_a_photo_is_written_anew_small_and_without_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0110] = "SECRET-PHONE"
    exif.get_ifd(0x8825)[1] = "N"
    kept = rewritten(picture("JPEG", (3000, 2000), exif=exif))
    with Image.open(kept) as read:
        assert read.format == "JPEG" and max(read.size) == 1600
        assert not dict(read.getexif())
    assert b"SECRET-PHONE" not in kept.read() and kept.name == "现场.jpg"


@pytest.mark.parametrize(
    "given",
    [
        SimpleUploadedFile("photo.jpg", b"<?php echo 1; ?>"),
        SimpleUploadedFile("photo.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40),
        SimpleUploadedFile("photo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        SimpleUploadedFile("empty.jpg", b""),
        SimpleUploadedFile("cut.jpg", picture("JPEG", (400, 300)).read()[:300]),
    ],
)
def test_a_file_that_is_no_picture_is_refused(given: SimpleUploadedFile) -> None:
    with pytest.raises(DomainError) as refusal:
        rewritten(given)
    assert refusal.value.code == "not_a_picture" and refusal.value.field == "photo"
