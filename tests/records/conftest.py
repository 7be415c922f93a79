import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command


@pytest.fixture
def bring(settings: Any, tmp_path: Path) -> Any:
    """Imports a text as the command does and gives what it prints."""
    settings.MEDIA_ROOT = tmp_path / "media"

    def import_text(kind: str, text: str, user: Any, *options: str, mapping: Any = None) -> dict[str, Any]:
        path = tmp_path / "rows.csv"
        path.write_text(text, encoding="utf-8")
        extra = list(options)
        if mapping is not None:
            (tmp_path / "mapping.json").write_text(json.dumps(mapping))
            extra += ["--mapping", str(tmp_path / "mapping.json")]
        out = StringIO()
        call_command("import_file", kind, str(path), "--as", user.username, "--json", *extra, stdout=out)
        return json.loads(out.getvalue())

    return import_text
