"""What the delivered roles may do with leads, market information, competitors and campaigns, and how far.

Written as the matrix reads: one line per role and group of record types, actions in words.
"""


def _grants(span: str, models: tuple[str, ...], actions: str) -> dict[str, str]:
    return {f"marketing.{action}_{model}": span for model in models for action in actions.split()}


def _of(*parts: dict[str, str]) -> dict[str, str]:
    return {name: span for part in parts for name, span in part.items()}


INTAKE = ("leadrule", "webform")

ROLE_GRANTS: dict[str, dict[str, str]] = {
    "rep": _of(_grants("team", ("lead",), "view add change convert")),
    "sm": _of(
        _grants("below", ("lead",), "view add change delete export import assign convert"),
        _grants("below", INTAKE, "view"),
    ),
    "rm": _of(_grants("region", ("lead",), "view add change convert")),
    "ag": _of(_grants("all", ("lead",), "add")),
    "am": _of(_grants("all", ("lead",), "view add")),
    "fin": _of(_grants("all", ("lead",), "view")),
    "mkt": _of(
        _grants("all", ("lead",), "view add change delete export import assign"),
        _grants("all", INTAKE, "view add change delete"),
    ),
    "exe": _of(_grants("all", ("lead",), "view export")),
    "dlr": _of(_grants("self", ("lead",), "view add")),
}
