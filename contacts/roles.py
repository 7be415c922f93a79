"""What the delivered roles may do with customers and their people, and how far each right reaches.

Written as the matrix reads: one line per role and group of record types, actions in words. A right that is
not written here is not given: administrators shape the rules of the pools and read no customer.
"""

BASICS = ("customer", "customerunit", "contact", "contactposition")
FACTS = ("stakeholderrole", "partnerrole", "customerrelation", "installedasset")
PRIVATE = ("contactfamily", "contactrelation", "personcustomerrelation")


def _grants(span: str, models: tuple[str, ...], actions: str) -> dict[str, str]:
    return {f"contacts.{action}_{model}": span for model in models for action in actions.split()}


def _of(*parts: dict[str, str]) -> dict[str, str]:
    return {name: span for part in parts for name, span in part.items()}


ROLE_GRANTS: dict[str, dict[str, str]] = {
    "rep": _of(
        _grants("team", BASICS + FACTS, "view change add"),
        _grants("team", FACTS + ("contactposition",), "delete"),
        _grants("self", ("customer",), "add"),
        _grants("team", PRIVATE, "view change add delete"),
        _grants("team", ("contact",), "reveal unmask sensitive"),
        _grants("team", ("followup",), "view"),
        _grants("self", ("followup",), "add change delete"),
        _grants("team", ("accountteammember", "creditsplit", "assignment", "handovernote"), "view"),
        _grants("self", ("customer",), "release lock lend"),
        _grants("shared", ("publicpool",), "view"),
        _grants("shared", ("pooledcustomer",), "view claim"),
        _grants("self", ("assignment",), "add recall"),
        _grants("self", ("handovernote",), "add change"),
        _grants("team", ("tierchange", "creditrating"), "view"),
    ),
    "sm": _of(
        _grants("below", BASICS + FACTS, "view add change delete"),
        _grants("below", ("customer", "customerunit", "contact"), "export import"),
        _grants("below", ("customer",), "transfer share merge"),
        _grants("below", ("contact",), "merge reveal unmask sensitive"),
        _grants("below", PRIVATE, "view"),
        _grants("below", ("followup",), "view export"),
        _grants("self", ("followup",), "add change delete"),
        _grants("below", ("accountteammember",), "view add change delete"),
        _grants("below", ("creditsplit",), "view change"),
        _grants("below", ("customer",), "release recall lock lend assign"),
        _grants("shared", ("publicpool",), "view"),
        _grants("below", ("pooledcustomer",), "view claim assign"),
        _grants("below", ("assignment",), "view add confirm recall"),
        _grants("below", ("handovernote",), "view add change"),
        _grants("below", ("tierchange", "creditrating"), "view add"),
    ),
    "rm": _of(
        _grants("region", BASICS + FACTS, "view add change"),
        _grants("region", FACTS + ("contactposition",), "delete"),
        _grants("region", ("customer", "customerunit", "contact"), "export import"),
        _grants("region", ("customer",), "transfer share merge"),
        _grants("region", ("contact",), "merge reveal unmask sensitive"),
        _grants("region", PRIVATE, "view"),
        _grants("region", ("followup",), "view"),
        _grants("self", ("followup",), "add change delete"),
        _grants("region", ("accountteammember",), "view add change delete"),
        _grants("region", ("creditsplit",), "view change"),
        _grants("region", ("customer",), "release recall lock lend assign"),
        _grants("shared", ("publicpool",), "view"),
        _grants("region", ("pooledcustomer",), "view assign"),
        _grants("region", ("assignment",), "view add confirm recall"),
        _grants("region", ("handovernote",), "view add change"),
        _grants("region", ("tierchange", "creditrating"), "view"),
    ),
    "ag": _of(
        _grants("all", BASICS, "view"),
        _grants("all", ("customer", "contact"), "add"),
        # Of customers and people an agent changes the telephone alone: see ROLE_POLICIES.
        _grants("all", ("customer", "contact"), "change"),
        _grants("all", ("contact",), "unmask"),
        _grants("self", ("followup",), "view add change"),
    ),
    "am": _of(
        _grants("all", BASICS, "view change"),
        _grants("all", ("contact",), "unmask"),
        _grants("all", ("installedasset",), "view"),
        _grants("below", ("followup",), "view"),
        _grants("self", ("followup",), "add change"),
    ),
    "fin": _of(
        _grants("all", BASICS + ("partnerrole", "customerrelation"), "view"),
        _grants("all", ("contact",), "unmask"),
        _grants("all", ("tierchange", "creditrating"), "view add"),
    ),
    "mkt": _of(
        _grants("all", ("customer", "customerrelation"), "view"),
        _grants("self", ("followup",), "view add change"),
    ),
    "exe": _of(
        _grants("all", BASICS + FACTS + PRIVATE, "view"),
        _grants("all", ("customer", "customerunit", "contact", "followup"), "export"),
        _grants("all", ("contact",), "reveal unmask sensitive"),
        _grants(
            "all", ("followup", "accountteammember", "creditsplit", "assignment", "handovernote"), "view"
        ),
        _grants("all", ("assignment",), "confirm"),
        _grants("all", ("publicpool", "pooledcustomer", "tierchange", "creditrating"), "view"),
    ),
    "sys": _of(
        _grants("all", ("publicpool", "poolrule", "holdinglimit"), "view add change delete"),
    ),
    "dlr": _of(
        _grants("self", ("customer",), "view add"),
        _grants("self", ("customerunit",), "view add"),
        # A dealer sees the people he entered himself: see Facts.outsider on Contact.
        _grants("shared", ("contact", "contactposition"), "view"),
        _grants("shared", ("contact",), "reveal"),
        _grants("self", ("contact", "contactposition"), "add"),
        _grants("self", ("followup",), "view add change"),
    ),
}


def _modes(**names: str) -> dict[str, str]:
    return {name: mode for mode, fields in names.items() for name in fields.split()}


# An agent sees what is basic, takes new customers and callers down, and keeps telephone numbers right.
ROLE_POLICIES: dict[str, dict[str, dict[str, str]]] = {
    "ag": {
        "contacts.customer": _modes(
            hidden="legal_person reg_capital founded scale annual_revenue main_business biz_scope source credit"
            " deal_status notes latitude longitude radius_m owner_since",
            read_only="code owner department lifecycle tier is_key_account primary_contact files",
            new_only="name short_name usci kind industry market_type region_type country city reg_address site email fax",
        ),
        "contacts.contact": _modes(
            hidden="notes birth_year birth_month birth_day birthday_calendar is_leap_month",
            read_only="files",
            new_only="customer name job_title wechat email gender status preferred_channel code address",
        ),
    },
}
