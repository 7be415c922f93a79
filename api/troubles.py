"""What went wrong with a delivery, in words that say what to mend; the raw error stays with it for the technician."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# The error's class, as `services.delivery` wrote it down → what it means to whoever keeps the webhook.
WORDS = {
    "gaierror": _("The name of the server is not found. Check the web address."),
    "ConnectionRefusedError": _("The server refused the connection. Check the port, and whether it runs."),
    "TimeoutError": _(
        "No answer in time. Check that the server can be reached from here and answers at once."
    ),
    "SSLCertVerificationError": _(
        "The server's certificate is not valid for this address. Its keeper must renew or mend it."
    ),
    "SSLError": _("No secure connection came about. The server must speak HTTPS with TLS 1.2 or newer."),
    "ConnectionResetError": _("The server broke off the connection."),
    "BrokenPipeError": _("The server broke off the connection."),
    "ConnectionError": _("The server's answer cannot be read. Check that the address is a web service."),
}
REFUSED = {
    "not https": _("The address must begin with https://."),
    "unreadable address": _("The web address cannot be read. Correct it."),
    "no public address": _(
        "The address lies in an internal network. An administrator can name its host among the house's own."
    ),
}


def said(error: str, code: int | None = None) -> str:
    """The trouble in the reader's language; empty where there is none."""
    if code is not None:
        return gettext("The server answered %(code)d. Only 200 to 299 counts as taken.") % {"code": code}
    kind, _colon, detail = error.partition(": ")
    if kind == "Refused":
        return next((str(words) for end, words in REFUSED.items() if detail.endswith(end)), error)
    if kind.endswith("Error") or kind in WORDS:
        return str(WORDS.get(kind, _("The server cannot be reached. Check the web address and the network.")))
    return error
