"""Employees from a file, superiors in any order; accounts and department history are made by the service."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Department, Employee, Post, Role, TitleLevel, User
from accounts.services.employee import create_employee, update_employee
from accounts.services.role import change_roles
from core.errors import DomainError
from records import bulk
from records.imports import Importer, ImportField, Row, from_model
from records.imports.importer import storable

FACTS = ("post", "leader", "mobile", "hire_date", "title_level", "is_external", "company", "notes")
ROLES = "accounts.authorise_employee"


class EmployeeImporter(Importer):
    kind = "employees"
    model = Employee
    key_names = ("no", "username")
    order = 40
    keys_note = gettext_lazy("An employee is known by his number, else by his user name.")
    parts = ("accounts.employeedepthistory.employee",)
    behind = {"user": ("accounts.employee.user", "accounts.userrole.user")}
    restores = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers: dict[str, Employee] = {}

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(Employee, name, aliases, **facts)

        return [
            column("no", "employee id|employee no|工号|员工编号|staff no|id", is_required=True, example="E0001"),
            ImportField(name="name", label=gettext_lazy("name"), example="张建国",
                        aliases=("姓名", "员工姓名", "full name", "employee name"),
                        note=gettext_lazy("Or first and last name in two columns")),
            ImportField(name="last_name", label=gettext_lazy("last name"), aliases=("lastname", "surname", "姓")),
            ImportField(name="first_name", label=gettext_lazy("first name"), aliases=("firstname", "given name", "名")),
            from_model(User, "username", "user name|用户名|登录名|账号|login", example="zhangjianguo",
                       note=gettext_lazy("Empty: the name's pinyin")),
            column("department", "部门|所属部门|部门编码|dept|department code", kind="reference", example="SALES-E",
                   note=gettext_lazy("Code, name or path A/B; empty: the top department")),
            column("post", "岗位|职务|职位|title|job title|position", kind="reference", example="大客户经理",
                   note=gettext_lazy("Code or name; a new one is added")),
            column("leader", "上级|直属上级|上级工号|reports to|manager|supervisor", kind="reference", example="E0002",
                   note=gettext_lazy("Employee number of the superior; may come later in the file")),
            column("mobile", "手机|手机号|电话|phone|home phone|mobile phone"),
            from_model(User, "email", "邮箱|电子邮件|mail"),
            column("hire_date", "入职日期|入职时间|hire date|hired"),
            column("title_level", "职称|title level", kind="reference", label=gettext_lazy("professional title")),
            ImportField(name="roles", label=gettext_lazy("roles"), kind="reference", aliases=("角色", "role"),
                        permission=ROLES, example="rep", note=gettext_lazy("Codes of roles, divided by commas")),
            column("is_external", "外部人员"),
            column("company", "所属公司|外部公司"),
            column("notes", "备注|说明|remarks"),
        ]  # fmt: skip

    # -- what the line names --------------------------------------------------------------------------
    def resolve(self, rows: list[Row]) -> list[Row]:
        departments = self._departments(rows)
        posts = _by_code_or_name(Post, rows, "post")
        titles = _by_code_or_name(TitleLevel, rows, "title_level")
        self._load_numbers(rows)
        sound = []
        for row in rows:
            _join_name(row)
            try:
                self._take(row, "department", departments)
                self._take(row, "title_level", titles)
                self._take_post(row, posts)
                self._take_roles(row)
            except DomainError as refusal:
                self.refuse(row, refusal.field or "", refusal.message)
                continue
            if "leader" not in row or self._take_leader(row):
                sound.append(row)
        return sound

    def _departments(self, rows: list[Row]) -> dict[str, Any]:
        texts = {row.values["department"] for row in rows if isinstance(row.get("department"), str)}
        if not texts:
            return {}
        everything = list(Department.objects.filter(is_active=True).order_by("path"))
        names = {department.pk: department.name for department in everything}
        named: dict[str, list[Department]] = {}
        for department in everything:
            parts = [names.get(pk, "?") for pk in department.ancestor_ids]
            for start in range(len(parts)):
                named.setdefault("/".join(parts[start:]), []).append(department)
        # A code stands before a path, a whole path before the end of another one.
        known = {path: same[0] for path, same in named.items() if len(same) == 1}
        known |= {
            "/".join(names.get(pk, "?") for pk in one.ancestor_ids): one for one in reversed(everything)
        }
        known |= {department.code: department for department in everything}
        return {text: known[path] for text in texts if (path := _path(text)) in known}

    def _take(self, row: Row, name: str, found: dict[str, Any]) -> None:
        text = row.get(name)
        if not isinstance(text, str):
            return
        if text not in found:
            raise DomainError(
                _("There is no %(kind)s “%(name)s”, or more than one. Give its code.")
                % {"kind": self.by_name[name].label, "name": text[:60]},
                field=name,
            )
        row.values[name] = found[text]

    def _take_post(self, row: Row, posts: dict[str, Any]) -> None:
        """A post that nobody has entered yet is added; it is a list that grows with the people."""
        text = row.get("post")
        if not isinstance(text, str):
            return
        if text not in posts:
            posts[text] = Post(code=text[:30], name=text[:60])
            if not self.is_dry:
                posts[text].save()
        row.values["post"] = posts[text]

    def _take_roles(self, row: Row) -> None:
        text = row.get("roles")
        if not isinstance(text, str):
            return
        codes = [
            code.strip() for code in text.replace("，", ",").replace("、", ",").split(",") if code.strip()
        ]
        known = {word: role.code for role in Role.objects.all() for word in (role.code, role.name)}
        for code in codes:
            if code not in known:
                raise DomainError(_("There is no role “%(role)s”.") % {"role": code}, field="roles")
        row.values["roles"] = [known[code] for code in codes]

    def _take_leader(self, row: Row) -> bool:
        text = row.values["leader"]
        if text == row.get("no"):
            self.refuse(row, "leader", _("Nobody is his own superior."))
            return False
        leader = self.numbers.get(text)
        if leader is None:
            if not self.put_off(row):
                self.refuse(
                    row,
                    "leader",
                    _(
                        "There is no employee “%(no)s”, or he stands below this one. Give the superior's number."
                    )
                    % {"no": text[:30]},
                )
            return False
        row.values["leader"] = leader
        return True

    def _load_numbers(self, rows: list[Row]) -> None:
        wanted = {row.values["leader"] for row in rows if isinstance(row.get("leader"), str)} - set(
            self.numbers
        )
        for employee in Employee.objects.filter(
            Q(no__in=wanted) | Q(user__username__in=wanted)
        ).select_related("user"):
            self.numbers[employee.no] = employee
            self.numbers.setdefault(employee.user.username, employee)

    def keys(self, row: Row) -> list[Any]:
        return [(name, row.values[name].casefold()) for name in ("no", "username") if name in row]

    def match(self, rows: list[Row]) -> dict[int, Employee]:
        numbers = {row.values["no"] for row in rows if "no" in row}
        usernames = {row.values["username"] for row in rows if "username" in row}
        known = Employee.objects.filter(Q(no__in=numbers) | Q(user__username__in=usernames))
        known = list(known.select_related("user", "department", "post", "title_level", "leader"))
        by_no = {employee.no: employee for employee in known}
        by_username = {employee.user.username.casefold(): employee for employee in known}
        found = {}
        for row in rows:
            employee = by_no.get(row.get("no"))
            if employee is None and "no" not in row:
                employee = by_username.get((row.get("username") or "").casefold())
            if employee is not None:
                found[row.number] = employee
        return found

    def key_field(self, row: Row) -> str:
        return "no" if "no" in row else "username"

    # -- one employee ---------------------------------------------------------------------------------
    def _plan_new(self, row: Row) -> Any:
        if "name" not in row and self.mode != "update":
            self.refuse(row, "name", _("%(field)s is missing.") % {"field": self.by_name["name"].label})
            return None
        return super()._plan_new(row)

    def build(self, row: Row) -> Employee:
        return Employee(no=row.values["no"])

    def assign(self, obj: Employee, row: Row) -> bool:
        return True

    def _plan_change(self, row: Row, obj: Employee) -> dict[str, Any]:
        row.obj = obj
        if self.mode == "create":
            self.refuse(row, "no", _("This record exists already; only new ones were asked for."))
            return {}
        facts = self._facts(row)
        facts.pop("roles", None)
        before = {}
        for name, value in facts.items():
            old = getattr(obj.user if name in {"name", "email", "username"} else obj, name)
            if (old or None) != (value or None):
                before[name] = old
        if not before:
            self.ledger.unchanged(row, obj)
            return {}
        row.values["_changes"] = {name: facts[name] for name in before}
        return {name: storable(getattr(old, "pk", old)) for name, old in before.items()}

    def _facts(self, row: Row) -> dict[str, Any]:
        names = ("name", "username", "email", "department", "roles", *FACTS)
        return {name: row.values[name] for name in names if name in row}

    def _write(self, news: list[tuple[Row, Any]], changes: list[tuple[Row, Any, dict[str, Any]]]) -> None:
        """One by one through the service, each whole or refused: an employee is more than his row."""
        for row, obj in news:
            row.obj = obj
            try:
                if not self.is_dry:
                    row.obj = self._create(row)
            except DomainError as refusal:
                self.refuse(row, refusal.field or "", refusal.message)
                continue
            self.numbers[row.values["no"]] = row.obj
            self.ledger.created(row, row.obj)
        for row, obj, before in changes:
            try:
                if not self.is_dry:
                    update_employee(obj, by=self.by, **row.values["_changes"])
            except DomainError as refusal:
                self.refuse(row, refusal.field or "", refusal.message)
                continue
            self.ledger.updated(row, obj, before)

    def _create(self, row: Row) -> Employee:
        facts = self._facts(row)
        roles = facts.pop("roles", [])
        with transaction.atomic():
            employee = create_employee(by=self.by, no=row.values["no"], **facts)
            if roles:
                change_roles(employee.user, add=roles, by=self.by)
        return employee

    @classmethod
    def after_remove(cls, objs: list[Any], by: Any) -> None:
        """The accounts go with their employees; an account that did anything was found in use before."""
        users = list(User.objects.filter(pk__in=[employee.user_id for employee in objs]))
        for user in users:
            user.role_links.all().delete()
        bulk.remove(users, by)

    @classmethod
    def restore(cls, pairs: list[tuple[Any, dict[str, Any]]], by: Any) -> None:
        for employee, before in pairs:
            update_employee(employee, by=by, **{name: _value(name, value) for name, value in before.items()})

    def forget(self) -> None:
        self.numbers.clear()


def _value(name: str, stored: Any) -> Any:
    """A fact as the service takes it, from what the import noted."""
    if name in {"name", "email", "username"}:
        return stored
    field = Employee._meta.get_field(name)
    if field.is_relation:
        return field.related_model.objects.filter(pk=stored).first() if stored else None
    return field.to_python(stored)


def _path(text: str) -> str:
    return "/".join(part.strip() for part in text.replace("／", "/").split("/"))


def _join_name(row: Row) -> None:
    """First and last name as the language has them: 张 + 建国, Nancy + Davolio."""
    first, last = row.values.pop("first_name", ""), row.values.pop("last_name", "")
    if "name" not in row and (first or last):
        is_chinese = any("\u3400" <= c <= "\u9fff" for c in last)
        row.values["name"] = f"{last}{first}" if is_chinese else f"{first} {last}".strip()


def _by_code_or_name(model: Any, rows: list[Row], name: str) -> dict[str, Any]:
    texts = {row.values[name] for row in rows if isinstance(row.get(name), str)}
    if not texts:
        return {}
    found: dict[str, Any] = {}
    for entry in model.objects.filter(Q(code__in=texts) | Q(name__in=texts)):
        found[entry.code] = entry
        found.setdefault(entry.name, entry)
    return found
