"""The operations of one record type: list, read, create, change and delete, all through the gate and the form."""

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode
from zlib import crc32

import django_filters
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from records import gate
from records.dressing import with_computed
from records.lists import Listing
from records.ranges import DayRangeFilter, DayRangeWidget
from records.record_type import RecordType
from records.services.deletion import delete_record

from . import bodies, cursors, uploads
from .auth import require_scope
from .fields import Reader
from .problems import Problem, not_found, wrong

DEFAULT_LIMIT = 50
MAX_LIMIT = 200
MOST_OFFERED = 40
CONTROL = ("q", "sort", "limit", "cursor")
ETAG = re.compile(r'^"[0-9a-f-]{1,40}"$')
MANY = (django_filters.MultipleChoiceFilter, django_filters.ModelMultipleChoiceFilter)
REFUSED = {"unknown_key": 400, "conflict": 409, "has_children": 409, "duplicate": 409}


def filter_names(record: RecordType, *, has_custom: bool = True) -> dict[str, Any]:
    """Query parameter → its filter; a range has two parameters."""
    if record.filterset is None:
        return {}
    names: dict[str, Any] = {}
    custom = record.filterset.custom_filters() if has_custom else {}
    for name, item in {**record.filterset.base_filters, **custom}.items():
        widget = item.extra.get("widget") or getattr(item.field_class, "widget", None)
        for suffix in getattr(widget, "suffixes", [None]):
            names[f"{name}_{suffix}" if suffix else name] = item
    return names


class Resource:
    def __init__(self, record: RecordType) -> None:
        self.record = record
        self.model = record.model

    # -- reading ------------------------------------------------------------------------------------
    def list_rows(self, request: HttpRequest) -> HttpResponse:
        require_scope(request, self.record.name)
        gate.require_allowed(request.user, self.model, "view")
        limit = self._limit(request.GET)
        listing = self._listing(request)
        order = cursors.keys(self.model, self._order(listing))
        position = self._position(request.GET, order)
        rows = with_computed(listing.rows, [listing.sort[0]] if listing.sort else [])
        total = rows.count() if position is None else position.total
        if position is not None:
            try:
                rows = rows.filter(cursors.beyond(order, position.values))
            except (ValueError, TypeError):
                raise self._bad_cursor() from None
        paths = [key.path for key in order]
        found = list(rows.order_by(*(key.ordering for key in order)).values_list(*paths)[: limit + 1])
        reader = Reader(self.record, request.user)
        items = self._items(reader, [values[-1] for values in found[:limit]])
        following = None
        if len(found) > limit:
            cursor = cursors.write(order, found[limit - 1], total)
            following = self._next_url(request, cursor)
        return self._json(request, {"items": items, "next": following, "total": total})

    def _items(self, reader: Reader, ids: list[int]) -> list[dict[str, Any]]:
        return [reader.json(row) for row in reader.rows(ids)]

    def _limit(self, query: QueryDict) -> int:
        text = query.get("limit", str(DEFAULT_LIMIT))
        if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= MAX_LIMIT):
            raise wrong("limit", _("Write a number from 1 to %(max)s.") % {"max": MAX_LIMIT})
        return int(text)

    def _listing(self, request: HttpRequest) -> Listing:
        """The list that a page with the same query string would show; unknown parameters are refused."""
        known = filter_names(self.record)
        for name, values in request.GET.lists():
            if name not in known and name not in CONTROL and not self._is_former(name, known):
                raise wrong(name, _("There is no such filter here."), "unknown_filter")
            if any("\x00" in value for value in values):
                raise wrong(name, _("This character is not allowed."))
            self._check_values(name, values, known.get(name))
        if len(request.GET.get("q", "")) > 100:
            raise wrong("q", _("At most %(max)s characters.") % {"max": 100})
        query = QueryDict(mutable=True)
        query["size"] = "25"  # a given parameter keeps the user's own default view out of it
        for name, values in request.GET.lists():
            if name not in {"limit", "cursor"}:
                query.setlist(name, values)
        listing = Listing(self.record, request.user, query)
        if listing.errors:
            form = listing.filterset.form
            errors = [
                {"field": asked, "message": " ".join(error.messages), "code": "invalid"}
                for name, found in listing.errors.as_data().items()
                for asked, error in _by_parameter(form.fields[name], name, request.GET, found)
            ]
            raise Problem(400, "invalid_filter", f"{errors[0]['field']}: {errors[0]['message']}", errors)
        return listing

    def _is_former(self, name: str, known: dict[str, Any]) -> bool:
        """Whether a range of days is asked for under the names that it once had."""
        stem, _underscore, end = name.rpartition("_")
        return end in DayRangeWidget.former and isinstance(known.get(f"{stem}_min"), DayRangeFilter)

    def _check_values(self, name: str, values: list[str], found: Any) -> None:
        """What the list page would pass over in silence is an error in a program."""
        if any(not value for value in values) and name != "q":
            raise wrong(name, _("Give a value or leave the parameter out."))
        takes_many = isinstance(found, MANY)
        if len(values) > 1 and not takes_many:
            raise wrong(name, _("Give it once."))
        if isinstance(found, django_filters.BooleanFilter) and values[0] not in {"true", "false"}:
            raise wrong(name, _("Write true or false."))

    def _order(self, listing: Listing) -> list[str]:
        wanted = listing.query.get("sort", "")
        if not wanted:
            return list(self.record.order)
        if wanted in {"id", "-id"}:
            return [wanted]
        if listing.sort is None:
            names = [column.name for column in listing.allowed_columns if column.sort]
            raise wrong("sort", _("Sort by one of: %(names)s.") % {"names": ", ".join(["id", *names])})
        column, is_descending = listing.sort
        sign = "-" if is_descending else ""
        return [sign + column.sort, sign + "pk"]

    def _position(self, query: QueryDict, order: list[cursors.Key]) -> cursors.Position | None:
        if "cursor" not in query:
            return None
        position = cursors.read(query["cursor"], order)
        if position is None:
            raise self._bad_cursor()
        return position

    def _bad_cursor(self) -> Problem:
        return wrong("cursor", _("Take the cursor from “next” of the page before, with the same sort."))

    def _next_url(self, request: HttpRequest, cursor: str) -> str:
        query = [
            (name, value) for name, values in request.GET.lists() for value in values if name != "cursor"
        ]
        return request.build_absolute_uri(f"{request.path}?{urlencode([*query, ('cursor', cursor)])}")

    def read_row(self, request: HttpRequest, pk: int) -> HttpResponse:
        require_scope(request, self.record.name)
        return self._show(request, self._found(request, pk))

    def _found(self, request: HttpRequest, pk: int, action: str = "view") -> Any:
        """The visible row (404 otherwise) on which `action` is allowed (403 otherwise)."""
        gate.require_allowed(request.user, self.model, "view")
        if not 0 < pk <= bodies.BIGGEST_ID:
            raise not_found()
        row = self.record.rows(request.user).filter(pk=pk).first()
        if row is None:
            raise not_found()
        if action != "view":
            gate.require(request.user, row, action)
        return row

    def _show(self, request: HttpRequest, row: Any, status: int = 200) -> HttpResponse:
        reader = Reader(self.record, request.user)
        (item,) = self._items(reader, [row.pk])
        version = getattr(row, "version", None)
        response = self._json(request, item, status, version)
        if status == 201:
            response["Location"] = request.build_absolute_uri(f"{request.path.rstrip('/')}/{row.pk}")
        return response

    def _json(
        self, request: HttpRequest, body: dict[str, Any], status: int = 200, version: int | None = None
    ) -> HttpResponse:
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        tag = etag(text, version)
        if status == 200 and request.method == "GET" and tag in _tags(request, "If-None-Match"):
            response = HttpResponse(status=304)
        else:
            response = HttpResponse(text, status=status, content_type="application/json")
        response["ETag"] = tag
        response["Vary"] = "Accept-Language, Authorization, Cookie"
        response["Cache-Control"] = "private, no-cache"
        return response

    # -- writing ------------------------------------------------------------------------------------
    def create_row(self, request: HttpRequest) -> HttpResponse:
        require_scope(request, self.record.name)
        gate.require_allowed(request.user, self.model, "add")
        if bodies.files_of(self.record.form) and uploads.is_multipart(request):
            saved = self._save_parts(request)
        else:
            values = bodies.parse(request, self.record.name, is_new=True)
            saved = self._save(request, self.model(), values)
        if not self.record.rows(request.user).filter(pk=saved.pk).exists():
            return HttpResponse(status=204)
        return self._show(request, saved, 201)

    def change_row(self, request: HttpRequest, pk: int) -> HttpResponse:
        require_scope(request, self.record.name)
        row = self._found(request, pk, "change")
        values = bodies.parse(request, self.record.name, is_new=False)
        self._require_match(request, row)
        read = values.pop(bodies.VERSION, None)
        if read is None and hasattr(row, "version"):
            read = row.version
        saved = self._save(request, row, values, read)
        return self._show(request, self._found(request, saved.pk))

    def delete_row(self, request: HttpRequest, pk: int) -> HttpResponse:
        require_scope(request, self.record.name)
        row = self._found(request, pk, "delete")
        self._require_match(request, row)
        delete = self.record.delete or delete_record
        delete(row, by=request.user)
        return HttpResponse(status=204)

    def _require_match(self, request: HttpRequest, row: Any) -> None:
        """`If-Match` with the ETag that was read refuses (412) to write over somebody else's change."""
        header = request.headers.get("If-Match")
        if header is None or header == "*":
            return
        if not ETAG.match(header):
            raise wrong("If-Match", _("Send the ETag exactly as it was read."))
        given = [header]
        version = getattr(row, "version", None)
        if version is not None and any(tag.strip('"').split("-")[0] == str(version) for tag in given):
            return
        if version is None and self._show(request, row)["ETag"] in given:
            return
        raise Problem(412, "changed", _("Somebody changed this record since you read it. Read it again."))

    def _save(self, request: HttpRequest, row: Any, values: dict[str, Any], read: int | None = None) -> Any:
        form_class = self.record.form
        blank = form_class(instance=row, user=request.user)
        self._require_writable(blank, values)
        data = bodies.form_data(blank, values)
        if read is not None:
            data["read_version"] = str(read)
        form = form_class(data, instance=row, user=request.user)
        saved = form.save_by(request.user) if form.is_valid() else None
        if saved is None:
            raise refusal(form)
        return saved

    def _save_parts(self, request: HttpRequest) -> Any:
        """A record that comes with its file."""
        texts, files = uploads.parts(request, self.record.form)
        blank = self.record.form(instance=self.model(), user=request.user)
        self._require_writable(blank, [*texts, *files])
        data = bodies.form_data(blank, {})
        for name in texts:
            data.setlist(name, texts.getlist(name))
        form = self.record.form(data, files, instance=self.model(), user=request.user)
        saved = form.save_by(request.user) if form.is_valid() else None
        if saved is None:
            raise refusal(form)
        return saved

    def _require_writable(self, blank: Any, names: Iterable[str]) -> None:
        unknown = [name for name in names if name not in blank.fields or blank.fields[name].disabled]
        if unknown:
            message = _("Your roles do not let you write this field.")
            raise bodies.invalid([{"field": n, "message": message, "code": "read_only"} for n in unknown])


def _offered(form: Any, name: str, error: Any) -> list[str]:
    """What may be chosen instead, where that is a short list of words known only when asked."""
    field = form.fields.get(name)
    if error.code != "invalid_choice" or not isinstance(field, forms.ChoiceField):
        return []
    if isinstance(field, forms.ModelChoiceField):
        return []
    words = [str(value) for value, label in field.choices if value and not isinstance(label, list | tuple)]
    return (
        [_("Choose one of: %(expected)s.") % {"expected": ", ".join(words)}]
        if 0 < len(words) <= MOST_OFFERED
        else []
    )


def _by_parameter(field: Any, name: str, query: QueryDict, found: list[Any]) -> list[tuple[str, Any]]:
    """The errors of one filter under the names of the parameters as they were given: each end of a range has its own."""
    suffixes = getattr(field.widget, "suffixes", None)
    if not suffixes:
        return [(name, error) for error in found]
    told = []
    former = getattr(field.widget, "former", suffixes)
    for end, *ends in zip(field.fields, suffixes, former, strict=True):
        asked = next((f"{name}_{suffix}" for suffix in ends if query.get(f"{name}_{suffix}")), "")
        try:
            end.clean(query.get(asked, ""))
        except ValidationError as error:
            told.append((asked, error))
    return told or [(name, error) for error in found]


def refusal(form: Any) -> Problem:
    errors = [
        {
            "field": "" if name == NON_FIELD_ERRORS else name,
            "message": " ".join(str(text) for text in [*error.messages, *_offered(form, name, error)]),
            "code": error.code or "invalid",
        }
        for name, found in form.errors.as_data().items()
        for error in found
    ]
    codes = [error["code"] for error in errors]
    problem = bodies.invalid(errors)
    general = next((error for error in errors if not error["field"]), None)
    if general is not None:
        problem.detail = general["message"]
        problem.code = general["code"]
    problem.status = next((REFUSED[code] for code in codes if code in REFUSED), 422)
    return problem


def etag(text: str, version: int | None) -> str:
    mark = f"{crc32(text.encode()):08x}"
    return f'"{version}-{mark}"' if version is not None else f'"{mark}"'


def _tags(request: HttpRequest, header: str) -> list[str]:
    return [
        tag.strip().removeprefix("W/") for tag in request.headers.get(header, "").split(",") if tag.strip()
    ]
