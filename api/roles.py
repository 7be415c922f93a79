"""Who keeps webhooks: the system administrator; what they tell and told is read by the auditor, too."""


def _webhooks(*actions: str) -> dict[str, str]:
    return {f"api.{action}_webhook": "all" for action in actions}


ROLE_GRANTS: dict[str, dict[str, str]] = {
    "sys": _webhooks("view", "add", "change", "delete", "export"),
    "aud": _webhooks("view", "export"),
}
