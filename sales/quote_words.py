"""What guards are called, and the letter that goes with a quote."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from .models import Quote

GUARD_LABELS = {
    "price_jump": gettext_lazy("Slipped decimal"),
    "price_drift": gettext_lazy("Far from the last deal"),
    "floor_and_margin": gettext_lazy("Floor price and margin"),
    "terms_differ": gettext_lazy("Currency and tax"),
    "line_amount": gettext_lazy("Amount of a position"),
    "stopped_or_ended": gettext_lazy("Stopped product or ended price list"),
    "validity": gettext_lazy("Validity"),
    "binding_price": gettext_lazy("Binding price"),
    "rival_quote": gettext_lazy("Quote of a colleague"),
    "quantity_and_time": gettext_lazy("Minimum order and lead time"),
    "recipient_domain": gettext_lazy("Address of the customer"),
    "maker_is_checker": gettext_lazy("Four eyes"),
}


def letter_of(quote: Quote) -> dict[str, str]:
    """Subject and text in the language of the document, to be changed before it is sent."""
    with override(quote.language):
        name = quote.contact.name if quote.contact else ""
        subject = _("Quotation %(number)s") % {"number": quote}
        if quote.subject:
            subject = f"{subject} · {quote.subject}"
        body = _(
            "Dear %(name)s,\n\nplease find our quotation %(number)s attached. It is valid until %(day)s.\n\n"
            "We are glad to answer your questions.\n\n%(seller)s"
        ) % {"name": name, "number": quote, "day": quote.valid_until, "seller": quote.owner or ""}
    return {"subject": str(subject), "body": str(body)}
