"""What the editor of a document with lines is told while one types: each row's amount and proposed price, and the totals."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.amounts_in_words import in_words
from core.errors import DomainError
from core.pages import Page
from core.row_ids import row_id
from records import gate

from ..forms.priced_lines import numbered_rows, plain, resolve_products
from ..selectors.stock import availability_of
from ..services.priced_lines import MOST_LINES, add_up, attempted, set_rate


@dataclass
class Reckoned:
    """A form as it stands: the rows as shown, the lines that would be saved, and why there is nothing to say yet."""

    document: Any
    rows: list[dict[str, Any]] = field(default_factory=list)
    lines: list[Any] = field(default_factory=list)
    hint: str = ""


def reckoned(form: Any, user: Any) -> Reckoned:
    """Judge the form as it stands, however unfinished; nothing is saved and nothing is refused."""
    form.is_valid()
    document = form.instance
    if document.customer_id is None:
        return Reckoned(document, hint=_("Choose the customer first."))
    try:
        set_rate(document)
    except DomainError as refusal:
        return Reckoned(document, hint=refusal.message)
    found = Reckoned(document)
    line_form = form.fields["lines"].line_form
    lines = []
    for number, row in numbered_rows(form.data)[:MOST_LINES]:
        typed = line_form(row)
        if typed.is_valid():
            lines.append({**typed.cleaned_data, "product": row_id(row.get("product")), "number": number})
        elif row.get("product") or row.get("quantity") or row.get("price"):
            found.rows.append({"number": number, "problem": _first(typed)})
    wrong = dict(resolve_products(lines, user))
    ready = []
    for place, (line, done) in enumerate(zip(lines, form.completed(lines), strict=True), start=1):
        message = wrong.get(place) or (done.message if isinstance(done, DomainError) else "")
        if message:
            found.rows.append({"number": line["number"], "problem": message})
        else:
            ready.append(done)
    for line, tried in zip(ready, attempted(document, ready), strict=True):
        if isinstance(tried, DomainError):
            found.rows.append({"number": line["number"], "problem": tried.message})
            continue
        found.lines.append(tried)
        found.rows.append(
            {
                "number": line["number"],
                "amount": f"{tried.amount:,.2f}",
                "origin": tried.price_origin,
                "price": plain(tried.proposed_price) if tried.proposed_price is not None else "",
                "vat_rate": plain(tried.vat_rate),
                "lead_days": "" if tried.lead_days is None else tried.lead_days,
                "uom": tried.uom,
                "part_no": tried.part_no,
                "drawing_no": tried.drawing_no,
                "drawing_revision": tried.drawing_revision,
                "product": tried.product_id,
            }
        )
    stock = availability_of({row["product"] for row in found.rows if row.get("product")})
    for row in found.rows:
        row["stock"] = stock.get(row.get("product"))
    return found


def totals(found: Reckoned, adding: Any = add_up) -> dict[str, Any]:
    """The document with its sums, and the amount in words; a hint instead where it is beyond all reason."""
    document = found.document
    if found.hint:
        return {"document": None, "hint": found.hint}
    try:
        adding(document, found.lines)
        words = in_words(document.gross_amount, document.currency, getattr(document, "language", "zh-hans"))
    except DomainError as refusal:
        return {"document": None, "hint": refusal.message}
    return {"document": document, "words": words}


def _first(form: Any) -> str:
    name, errors = next(iter(form.errors.items()))
    return f"{form.fields[name].label}: {errors[0]}" if name in form.fields else str(errors[0])


class LinesCheck(Page):
    """The editor asks while one types: amounts, totals, proposed prices. Nothing is saved.

    `form_class` is the document's form; its model's permissions decide who may ask.
    """

    form_class: ClassVar[Any]
    template = "catalog/_lines_check.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, self.form_class._meta.model, "view")

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        user, model = request.user, self.form_class._meta.model
        document = model()
        if pk is not None:
            found = model.objects.visible_to(user).filter(pk=pk).select_related("customer").first()
            if found is None:
                raise Http404
            gate.require(user, found, "change")
            document = found
        elif not gate.allowed(user, model, "add"):
            raise PermissionDenied(model._meta.label_lower)
        form = self.form_class(request.POST, instance=document, user=user)
        return render(request, self.template, self.judged(form, user))

    def judged(self, form: Any, user: Any) -> dict[str, Any]:
        found = reckoned(form, user)
        return {"rows": found.rows, **totals(found)}
