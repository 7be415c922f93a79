"""What the delivered roles may do with imports beyond their own, and with custom fields."""

ROLE_GRANTS: dict[str, dict[str, str]] = {
    "sys": {
        "records.view_importrun": "all",
        "records.delete_importrun": "all",
        **{f"records.{action}_customfield": "all" for action in ("view", "add", "change", "delete")},
    },
    "aud": {"records.view_importrun": "all", "records.view_customfield": "all"},
}
