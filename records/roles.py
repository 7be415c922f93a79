"""What the delivered roles may do with imports beyond their own."""

ROLE_GRANTS: dict[str, dict[str, str]] = {
    "sys": {"records.view_importrun": "all", "records.delete_importrun": "all"},
    "aud": {"records.view_importrun": "all"},
}
