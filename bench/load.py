"""Fills PostgreSQL with scale S or L: real-looking names, 80/20 skew, thirteen months of dates.

Rows are written by COPY and follow-ups by one statement, so that L takes minutes; history stays empty, search words
are made by the product's own tokenizer.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

from accounts.models import Department, Employee, Role, User, UserRole
from bench import names
from bench.load_documents import load_documents, sizes
from contacts.models import AccountTeamMember, Contact, ContactPosition, Customer, CustomerUnit
from core import clock
from records import search
from records.look_up import letter_of
from records.record_type import BY_MODEL
from sales.models import Opportunity, Stage
from system.demo import words


@dataclass(frozen=True)
class Scale:
    customers: int
    units: int
    contacts: int
    follow_ups: int
    opportunities: int
    employees: int
    departments: int


SCALES = {
    "XS": Scale(200, 2_000, 4_000, 10_000, 1_000, 60, 12),
    "S": Scale(1_000, 10_000, 20_000, 50_000, 5_000, 200, 40),
    "L": Scale(20_000, 200_000, 400_000, 1_000_000, 100_000, 500, 40),
}


def copy_rows(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """COPY dictionaries of attribute names into the model's table; what a row leaves out has the field's default."""
    fields = [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]
    blank = model()
    defaults = {f.attname: f.get_db_prep_save(getattr(blank, f.attname), connection) for f in fields}
    for field in fields:
        if isinstance(field, models.JSONField):
            defaults[field.attname] = "{}"
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row([row.get(field.attname, defaults[field.attname]) for field in fields])
    table = model._meta.db_table
    with connection.cursor() as cursor:
        highest = f"(SELECT max(id) FROM {table})"  # noqa: S608
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {highest})")  # noqa: S608


def load(name: str) -> dict[str, Any]:
    """Everything of one scale; returns the people whose pages are driven."""
    scale, rng = SCALES[name], random.Random(7)  # noqa: S311
    staff = _staff(scale)
    weights = _skew(len(staff["owners"]))
    owners = rng.choices(staff["owners"], weights, k=scale.customers)
    rep, _share = staff["rep"], scale.customers // 200
    for place in rng.sample(range(scale.customers), max(_share, 5)):
        owners[place] = rep
    departments = staff["department_of"]
    copy_rows(Customer, _customers(scale, owners, departments, rng))
    copy_rows(CustomerUnit, _units(scale, rng))
    copy_rows(Contact, _contacts(scale, rng))
    copy_rows(ContactPosition, _positions(scale))
    copy_rows(
        AccountTeamMember,
        (
            {
                "id": n + 1,
                "customer_id": n * 7 % scale.customers + 1,
                "user_id": rep,
                "role": "commercial",
                "rights": "read",
                "region": "",
            }
            for n in range(20)
        ),
    )
    _follow_ups(scale)
    stages = list(Stage.objects.filter(probability__lt=100).values_list("pk", "pipeline_id"))
    copy_rows(Opportunity, _opportunities(scale, owners, departments, stages, rng))
    for model in (Customer, CustomerUnit, Contact, Opportunity):
        _index(model)
    load_documents(customers=scale.customers, **sizes(name))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return staff


def _skew(count: int) -> list[float]:
    """A fifth of the owners hold four fifths of the customers."""
    return [4.0 if place < count // 5 else 0.25 for place in range(count)]


def _staff(scale: Scale) -> dict[str, Any]:
    tops = []
    root = _department("B0", None)
    for number in range(scale.departments - 1):
        parent = root if number < 6 else tops[number % 6] if number < 24 else tops[6 + number % 18]
        tops.append(_department(f"B{number + 1}", parent))
    roles = {role.code: role for role in Role.objects.all()}
    rng = random.Random(3)  # noqa: S311
    users, department_of = [], {}
    for number in range(scale.employees):
        person = rng.choice(words.SURNAMES.split()) + rng.choice(words.GIVEN)
        user = User.objects.create(username=f"bench{number}", name=person)
        department = tops[number % len(tops)]
        Employee.objects.create(user=user, no=f"B{number}", department=department)
        department_of[user.pk] = department.pk
        users.append(user)
    UserRole.objects.bulk_create(UserRole(user=user, role=roles["rep"]) for user in users[3:])
    manager = users[0]
    UserRole.objects.create(user=manager, role=roles["sm"])
    # The manager stands at the top of some two fifths of the staff.
    Employee.objects.filter(user=manager).update(department=tops[0])
    below = Department.objects.filter(path__startswith=tops[0].path).values_list("pk", flat=True)
    for user in users[4 : 4 + scale.employees * 2 // 5]:
        department = rng.choice(list(below))
        Employee.objects.filter(user=user).update(department=department)
        department_of[user.pk] = department
    UserRole.objects.create(user=users[1], role=roles["exe"])
    users[2].set_password("bench-password-1")
    users[2].save()
    UserRole.objects.create(user=users[2], role=roles["rep"])
    for employee in Employee.objects.select_related("user"):
        search.index(employee)
    return {
        "rep": users[3].pk,
        "manager": manager.pk,
        "all": users[1].pk,
        "owners": [user.pk for user in users[3:]],
        "department_of": department_of,
    }


def _department(code: str, parent: Department | None) -> Department:
    department = Department.objects.create(code=code, name=f"部门{code}", parent=parent, path="/")
    department.path = f"{parent.path if parent else '/'}{department.pk}/"
    department.save()
    return department


def _customers(
    scale: Scale, owners: list[int], departments: dict[int, int], rng: random.Random
) -> Iterator[Any]:
    now, today = clock.now(), clock.today()
    for number in range(scale.customers):
        place = rng.choice(words.PLACE_NAMES)
        customer = Customer(
            name=f"{rng.choice(words.CITIES)}{place}{rng.choice(words.TRADES)[0]}{number}{rng.choice(words.FORMS)}"
        )
        customer.derive()
        ago = rng.randrange(1, 390)
        yield {
            "id": number + 1,
            "code": f"C{number:06d}",
            "name": customer.name,
            "name_key": customer.name_key,
            "pinyin": customer.pinyin,
            "short_name": customer.name[:10],
            "owner_id": owners[number],
            "department_id": departments[owners[number]],
            "industry": rng.choice(words.TRADES)[1],
            "city": rng.choice(words.CITIES),
            "tier": rng.choice(["vip", "important", "ordinary", "small"]),
            "lifecycle": rng.choice(["prospect", "developing", "active"]),
            "is_key_account": number % 20 == 0,
            "next_follow_on": today + timedelta(days=rng.randrange(-30, 60)) if number % 3 else None,
            "last_follow_at": now - timedelta(days=ago),
            "owner_since": now - timedelta(days=ago + 5),
            "created_at": now - timedelta(days=ago + 10),
        }


def _units(scale: Scale, rng: random.Random) -> Iterator[Any]:
    """Ten units a customer on average, three levels; one customer holds a twentieth of them all."""
    per = scale.units // scale.customers
    big = scale.units // 20
    identity = 0
    for customer in range(1, scale.customers + 1):
        count = big if customer == 1 else max(1, (scale.units - big) // max(scale.customers - 1, 1))
        first = identity + 1
        for place in range(count):
            identity += 1
            if identity > scale.units:
                return
            parent = None if place < max(3, per // 3) else first + (place - max(3, per // 3)) // 4
            unit = CustomerUnit(name=f"{rng.choice(words.UNITS)[0]}{place}")
            unit.derive()
            path, depth = f"/{identity}/", 1
            if parent is not None:
                path, depth = _PATHS[parent][0] + f"{identity}/", _PATHS[parent][1] + 1
            _PATHS[identity] = (path, depth)
            yield {
                "id": identity,
                "customer_id": customer,
                "parent_id": parent,
                "name": unit.name,
                "pinyin": unit.pinyin,
                "path": path,
                "depth": depth,
                "code": f"U{identity}",
            }
        for known in range(first, identity + 1):
            _UNITS_OF.setdefault(customer, []).append(known)


_PATHS: dict[int, tuple[str, int]] = {}
_UNITS_OF: dict[int, list[int]] = {}


def _contacts(scale: Scale, rng: random.Random) -> Iterator[Any]:
    today = clock.today()
    keys: dict[str, str] = {}
    for number in range(scale.contacts):
        name = names.name(rng)
        if name not in keys:
            contact = Contact(name=name)
            contact.derive()
            keys[name] = contact.pinyin
        mobile = f"1{rng.randrange(30, 99)}{rng.randrange(10**8):08d}"
        yield {
            "id": number + 1,
            "customer_id": number % scale.customers + 1,
            "name": name,
            "pinyin": keys[name],
            "mobile": mobile,
            "mobile_key": mobile,
            "email": f"p{number}@example.com",
            "job_title": rng.choice(words.TITLES["staff"]),
            "birth_month": rng.randrange(1, 13),
            "birth_day": rng.randrange(1, 29),
            "birthday_calendar": "lunar" if number % 8 == 0 else "solar",
            "next_follow_on": today + timedelta(days=rng.randrange(-20, 60)) if number % 9 == 0 else None,
        }


def _positions(scale: Scale) -> Iterator[Any]:
    for number in range(scale.contacts):
        units = _UNITS_OF.get(number % scale.customers + 1)
        if units:
            yield {
                "id": number + 1,
                "contact_id": number + 1,
                "unit_id": units[number % len(units)],
                "is_primary": True,
                "job_title": "",
            }


def _follow_ups(scale: Scale) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO contacts_followup (customer_id, contact_id, kind, text, at, next_action, by_id,
                   is_effective, created_at, updated_at, is_deleted, ext, version)
               SELECT c.id, NULL, (ARRAY['phone','wechat','visit','email'])[1 + n %% 4],
                   '与客户沟通交期与质量情况，第' || n || '次记录，双方同意按计划推进。',
                   now() - (n::bigint * 7919 %% 561600) * interval '1 minute', '', c.owner_id, true, now(), now(), false,
                   '{}', 1
               FROM generate_series(1, %s) n JOIN contacts_customer c ON c.id = 1 + n::bigint * 31 %% %s""",
            [scale.follow_ups, scale.customers],
        )


def _opportunities(
    scale: Scale,
    owners: list[int],
    departments: dict[int, int],
    stages: list[tuple[int, int]],
    rng: random.Random,
) -> Iterator[Any]:
    """All open, spread over the stages of every pipeline but those that are as good as won."""
    now, today = clock.now(), clock.today()
    for number in range(scale.opportunities):
        customer = number * 31 % scale.customers
        stage, pipeline = rng.choice(stages)
        amount = rng.randrange(5, 900) * 10_000
        yield {
            "id": number + 1,
            "name": f"{rng.choice(words.PLACE_NAMES)}{rng.choice(words.TRADES)[0]}配套项目{number}",
            "customer_id": customer + 1,
            "owner_id": owners[customer],
            "department_id": departments[owners[customer]],
            "pipeline_id": pipeline,
            "stage_id": stage,
            "stage_since": now - timedelta(days=rng.randrange(1, 90)),
            "amount": amount,
            "base_amount": amount,
            "expected_close": today + timedelta(days=rng.randrange(-20, 240)),
            "next_step": "约技术部门确认接口尺寸与试装日期",
            "next_step_on": today + timedelta(days=rng.randrange(-5, 30)),
        }


def _index(model: type[models.Model]) -> None:
    record = BY_MODEL[model._meta.label_lower]
    content_type = ContentType.objects.get_for_model(model).pk
    letter = letter_of(model)
    rows = model._default_manager.select_related(*record.search_related).order_by("pk")
    columns = "content_type_id, object_id, grams, private_grams"
    last = 0
    # Read, then write: one connection cannot answer a query in the middle of a COPY.
    while batch := list(rows.filter(pk__gt=last)[:20_000]):
        last = batch[-1].pk
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY records_searchentry ({columns}) FROM STDIN") as copy,
        ):
            for row in batch:
                open_words, private_words = search.words(record.search(row), letter)
                copy.write_row([content_type, row.pk, open_words, private_words])
