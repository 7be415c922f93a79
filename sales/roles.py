"""What the delivered roles may do with opportunities, and how far each right reaches.

Written as the matrix reads: one line per role, actions in words. Marketing sees them without amounts.
"""

ABOUT = ("opportunitycontact", "lossreview")


def _grants(span: str, models: tuple[str, ...], actions: str) -> dict[str, str]:
    return {f"sales.{action}_{model}": span for model in models for action in actions.split()}


def _of(*parts: dict[str, str]) -> dict[str, str]:
    return {name: span for part in parts for name, span in part.items()}


OPPORTUNITY = ("opportunity",)
ROLE_GRANTS: dict[str, dict[str, str]] = {
    "rep": _of(
        _grants("team", OPPORTUNITY, "view add change"),
        _grants("team", ABOUT, "view add change"),
        _grants("team", ("opportunitycontact",), "delete"),
    ),
    "sm": _of(
        _grants("below", OPPORTUNITY, "view add change delete export import transfer reopen"),
        _grants("below", ABOUT, "view add change"),
        _grants("below", ("opportunitycontact",), "delete"),
    ),
    "rm": _of(
        _grants("region", OPPORTUNITY, "view add change reopen"),
        _grants("region", ABOUT, "view add change"),
        _grants("region", ("opportunitycontact",), "delete"),
    ),
    "ag": _grants("all", OPPORTUNITY, "view"),
    "am": _grants("all", OPPORTUNITY, "view"),
    "mkt": _grants("all", OPPORTUNITY, "view"),
    "exe": _of(
        _grants("all", OPPORTUNITY, "view export"),
        _grants("all", ABOUT, "view"),
    ),
    "dlr": _of(
        _grants("self", OPPORTUNITY, "view add change"),
        _grants("self", ("opportunitycontact",), "view add"),
    ),
}
ROLE_POLICIES: dict[str, dict[str, dict[str, str]]] = {
    "mkt": {
        "sales.opportunity": {
            "amount": "hidden",
            "base_amount": "hidden",
            "weighted": "hidden",
            "rate": "hidden",
        }
    },
}
