"""Statements sent with their parameters apart answer alike; where the database could not tell what one is, they are not."""

import pytest
from django.db import connection

from core import prepared

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL prepares statements"),
]


def test_what_the_database_can_tell_is_possible() -> None:
    assert prepared.is_possible("SELECT 1 WHERE 7 = %s", (7,))
    with prepared.CONNECTION.cursor() as cursor:
        for number in range(9):
            cursor.execute("SELECT %s + 1, %s::text", (number, "a"))
            assert cursor.fetchall() == [(number + 1, "a")]


def test_what_it_cannot_tell_is_left_and_harms_nothing() -> None:
    assert not prepared.is_possible("SELECT jsonb_build_object(%s, 1)", ("a",))
    assert not prepared.is_possible("SELECT nothing_of_this_name(%s)", (1,))
    with connection.cursor() as cursor:  # the transaction under way goes on
        cursor.execute("SELECT 1")
        assert cursor.fetchall() == [(1,)]


def test_small_numbers_are_reckoned_with_like_large_ones() -> None:
    with prepared.CONNECTION.cursor() as cursor:
        cursor.execute("SELECT %s * %s, %s + 0, %s + 0", (300, 200, 2**40, 2**70))
        assert cursor.fetchall() == [(60_000, 2**40, 2**70)]
