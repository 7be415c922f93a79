"""The letter that goes with a statement, to be changed before it is sent."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from .models import Statement


def letter_of(statement: Statement, language: str) -> dict[str, str]:
    """Subject and text in the language of the document; {link} is the place of the address."""
    with override(language):
        subject = _("Statement of account %(month)s · %(number)s") % {
            "month": f"{statement.month:%Y-%m}",
            "number": statement,
        }
        body = _(
            "Dear Sir or Madam,\n\nplease find our statement %(number)s of %(month)s attached.\n"
            "Please read it and confirm it, or tell us what differs, under this address:\n\n%(place)s\n\n"
            "You need no account; the address is meant for you alone."
        ) % {"number": statement, "month": f"{statement.month:%Y-%m}", "place": "{link}"}
    return {"subject": str(subject), "body": str(body)}
