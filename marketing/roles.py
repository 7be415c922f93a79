"""What the delivered roles may do with leads, market information, competitors and campaigns, and how far.

Written as the matrix reads: one line per role and group of record types, actions in words.
"""


def _grants(span: str, models: tuple[str, ...], actions: str) -> dict[str, str]:
    return {f"marketing.{action}_{model}": span for model in models for action in actions.split()}


def _of(*parts: dict[str, str]) -> dict[str, str]:
    return {name: span for part in parts for name, span in part.items()}


INTAKE = ("leadrule", "webform")
# The matrix names leads, market information and competitors in one line.
MARKET = ("lead", "marketinfo", "competitor", "competitorproduct", "competitorsighting")
RIVALS = ("competitorproduct", "competitorsighting")
FILED = ("lead", "marketinfo", "competitor")
CAMPAIGN = ("campaign", "campaignmember", "campaigncost")
OURSELVES = _grants("all", ("owncompany",), "view")
FILES = ("resourcefile",)

ROLE_GRANTS: dict[str, dict[str, str]] = {
    "rep": _of(
        _grants("self", FILES, "view add change"),
        _grants("team", MARKET, "view add change"),
        _grants("team", RIVALS, "delete"),
        _grants("team", ("lead",), "convert reveal"),
        _grants("team", ("campaign", "campaignmember"), "view"),
        OURSELVES,
    ),
    "sm": _of(
        _grants("below", FILES, "view add change delete share"),
        _grants("below", MARKET, "view add change delete"),
        _grants("below", FILED, "export import"),
        _grants("below", ("lead",), "assign convert reveal"),
        _grants("below", ("marketinfo",), "review"),
        _grants("below", ("competitor",), "share"),
        _grants("below", INTAKE + CAMPAIGN, "view"),
        OURSELVES,
    ),
    "rm": _of(
        _grants("region", FILES, "view add change"),
        _grants("region", MARKET, "view add change"),
        _grants("region", RIVALS, "delete"),
        _grants("region", ("lead",), "convert reveal"),
        _grants("region", CAMPAIGN, "view"),
        OURSELVES,
    ),
    "ag": _of(_grants("self", FILES, "view"), _grants("all", ("lead", "marketinfo"), "add"), OURSELVES),
    "am": _of(
        _grants("below", FILES, "view add change share"),
        _grants("all", MARKET, "view"),
        _grants("all", ("lead",), "unmask"),
        _grants("all", ("lead", "marketinfo"), "add"),
        _grants("all", ("campaign", "campaignmember"), "view add change"),
        OURSELVES,
    ),
    "fin": _of(
        _grants("self", FILES, "view add change"),
        _grants("all", MARKET + ("campaign", "campaigncost"), "view"),
        _grants("all", ("lead",), "unmask"),
        OURSELVES,
    ),
    "mkt": _of(
        _grants("all", FILES, "view add change delete share"),
        _grants("all", MARKET + CAMPAIGN, "view add change delete"),
        _grants("all", FILED + ("campaign",), "export import"),
        _grants("all", ("lead",), "assign reveal"),
        _grants("all", ("marketinfo",), "review"),
        _grants("all", ("competitor",), "share"),
        _grants("all", INTAKE, "view add change delete"),
        OURSELVES,
        _grants("all", ("owncompany",), "change"),
    ),
    "exe": _of(
        _grants("all", FILES, "view add change share"),
        _grants("all", MARKET + CAMPAIGN, "view"),
        _grants("all", FILED + ("campaign",), "export"),
        _grants("all", ("lead",), "reveal"),
        OURSELVES,
        _grants("all", ("owncompany",), "change"),
    ),
    "hr": _of(_grants("self", FILES, "view add change"), OURSELVES),
    "dlr": _of(
        _grants("self", ("lead", "marketinfo"), "view add"),
        _grants("self", ("lead",), "reveal"),
    ),
}
