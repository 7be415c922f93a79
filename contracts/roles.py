"""What the delivered roles may do with contracts, their templates and the library of clauses.

Who serves customers reads what is in force, an agent without its figures. Managers, finance and executives archive
signed contracts; nobody reviews his own.
"""

CONTRACT = "contract"
WORDINGS = ("clause", "contracttemplate")


def _grants(span: str, models: tuple[str, ...], actions: str) -> dict[str, str]:
    return {f"contracts.{action}_{model}": span for model in models for action in actions.split()}


READ = _grants("all", WORDINGS, "view")
KEEP = _grants("all", WORDINGS, "view add change delete export")
PUBLISH = _grants("all", ("contracttemplate",), "publish")
OWN = (CONTRACT,)
ROLE_GRANTS: dict[str, dict[str, str]] = {
    "rep": {**READ, **_grants("team", OWN, "view add change"), **_grants("self", OWN, "delete")},
    "sm": {
        **KEEP,
        **_grants("below", OWN, "view add change delete approve archive export import transfer"),
    },
    "rm": {**KEEP, **_grants("region", OWN, "view add change approve archive")},
    "ag": _grants("shared", OWN, "view serve"),
    "am": _grants("shared", OWN, "view serve"),
    "fin": {**READ, **_grants("all", OWN, "view approve archive")},
    "exe": {**KEEP, **PUBLISH, **_grants("all", OWN, "view approve archive export")},
    "dlr": _grants("shared", OWN, "view"),
}
FIGURES = (
    "gross_amount", "net_amount", "tax_amount", "base_amount", "ceiling", "called_off", "rate", "fx_base_rate",
    "fx_threshold", "yearly_reduction",
)  # fmt: skip
ROLE_POLICIES: dict[str, dict[str, dict[str, str]]] = {
    "ag": {
        "contracts.contract": dict.fromkeys(
            (*FIGURES, "lines", "term_list", "clause_list", "terms", "notes"), "hidden"
        )
    },
}
