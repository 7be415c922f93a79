"""What docs/floors.md and the house style promise, read from the source and the models themselves.

A rule that must be broken somewhere names the place and the reason in a list here; an entry that no longer
excuses anything fails too.
"""

import ast
import io
import os
import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, models

from accounts import sources as account_sources
from tests import source_code
from tests.source_code import APPS, ROOT, chain, name, nodes, place, python_files, templates

OURS = [model for model in apps.get_models() if model._meta.app_label in APPS]
GATED = {
    model.__name__: model
    for model in OURS
    if hasattr(model, "facts") or hasattr(model._default_manager, "visible_to")
}
LONGEST_FILE = 400

# Raw rows of a gated model at the edge: file → why nobody sees more than he may.
RAW_ROWS = {
    "accounts/views/profile.py": "one's own sign-ins, on one's own page",
    "contacts/views/contact_detail.py": "the row that the gate has just found, and where a merged one went",
    "contacts/views/customer_detail.py": "the row that the gate has just found, and where a merged one went",
    "contacts/views/follow_up.py": "parent_condition is the gate's own answer to “may I write under it?”",
    "contacts/views/tree.py": "parent_condition is the gate's own answer to “may I write under it?”",
}
# Writes past history: file:function → why no history row is missing.
SILENT_WRITES = {
    "contacts/services/follow_up.py:set_next_contact": "derived from follow-ups, which have a history",
    "contacts/services/follow_up.py:refresh_contact_dates": "derived from follow-ups, which have a history",
    "records/services/numbering.py:next_numbers": "a drawn number is no change of the rule",
    "system/services/role_delivery.py:_add_new_policies": "as delivered; history begins with the first change",
    "system/services/role_delivery.py:_add_new_grants": "as delivered; history begins with the first change",
}
# Readers of a reach that build no condition from it: file → what they ask.
REACH_READERS = {
    "records/gate.py": "the gate itself",
    "records/sources.py": "what upper apps add to the gate",
    "contacts/selectors/rights.py": "which questions have the same answer and are asked of the gate once",
    "contacts/services/customer.py": "whether a new customer may be booked for anybody, or only for oneself",
    "records/imports/importer.py": "whether an import may create rows for anybody",
    "home/selectors/scope.py": "which scopes the switch of the homepage offers",
    "marketing/services/lead_intake.py": "who takes leads down for the whole house keeps none",
}
UNWRITTEN_MODELS = "records/bulk.py"


def floors() -> dict[str, int]:
    """App → height of its floor, the lowest 0."""
    layers = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0][
        "layers"
    ]
    return {
        app.strip(" ()"): height for height, layer in enumerate(reversed(layers)) for app in layer.split("|")
    }


# --- floors ------------------------------------------------------------------------------------------


def test_an_app_imports_only_from_lower_floors(monkeypatch) -> None:
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


def test_relations_point_to_the_same_or_a_lower_floor() -> None:
    height = floors()
    wrong = []
    for model in apps.get_models(include_auto_created=True):
        own = height.get(model._meta.app_label)
        for field in (*model._meta.fields, *model._meta.many_to_many):
            target = field.related_model
            if own is None or target is None or target == "self":
                continue
            is_user = target._meta.label == settings.AUTH_USER_MODEL
            if height.get(target._meta.app_label, -1) > own and not (is_user and own == height["core"]):
                wrong.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    assert not wrong, f"a relation upwards makes the lower app depend on the upper one: {wrong}"


def test_nobody_listens_to_model_signals() -> None:
    """A save has no hidden effects: services send named events, subscribers receive those."""
    signals = {"post_save", "pre_save", "post_delete", "pre_delete", "m2m_changed"}

    def listens(node: ast.AST) -> bool:
        if isinstance(node, ast.ImportFrom):
            return bool(signals & {alias.name for alias in node.names})
        return isinstance(node, ast.Attribute) and node.attr in signals and chain(node)[-2:-1] == ["signals"]

    found = {name(path) for path in python_files() for node in nodes(path) if listens(node)}
    assert not found


# --- the gate -----------------------------------------------------------------------------------------


def edge_files() -> list[Path]:
    """Where a request's rows are chosen. Forms and filters only name choices, which their fields narrow."""
    return [path for path in python_files() if is_edge(path.relative_to(ROOT).parts)]


def is_edge(parts: tuple[str, ...]) -> bool:
    """The views, and of the API all that answers requests: its webhooks are records like others."""
    of_records = {"forms", "filters", "services", "selectors", "tabs.py"}
    return "views" in parts or (parts[0] in {"api", "portal"} and not of_records & set(parts))


def raw_rows(path: Path) -> list[str]:
    found = []
    for node in nodes(path):
        if not isinstance(node, ast.Attribute) or node.attr not in {
            "objects",
            "_default_manager",
            "_base_manager",
        }:
            continue
        owner = node.value.id if isinstance(node.value, ast.Name) else ""
        if node.attr == "objects" and owner not in GATED:
            continue
        found.append((node.lineno, f"{owner or '…'}.{node.attr}"))
    text = path.read_text().splitlines()
    return [
        f"{name(path)}:{line} {what}"
        for line, what in found
        if not re.search(r"\.visible_to\(|\.none\(\)", "".join(text[line - 1 : line + 2]))
    ]


def test_the_edge_reads_gated_rows_only_through_the_gate() -> None:
    found = {name(path): raw_rows(path) for path in edge_files()}
    wrong = [row for file, rows in found.items() if file not in RAW_ROWS for row in rows]
    assert not wrong, f"whoever reads raw rows shows what the user may not see; use visible_to(user): {wrong}"
    idle = [file for file in RAW_ROWS if not found.get(file)]
    assert not idle, f"no longer needed in RAW_ROWS: {idle}"


def test_the_gate_alone_turns_spans_into_conditions() -> None:
    callers = {
        name(path)
        for path in python_files()
        for call, _within in source_code.calls(path)
        if chain(call.func)[-2:] == ["access", "reach"]
    }
    assert callers <= set(REACH_READERS), "a second reader of spans is a second gate"


# --- history ------------------------------------------------------------------------------------------


def tracked_models() -> dict[str, models.Model]:
    return {model.__name__: model for model in OURS if hasattr(model, "history")}


def silently_written(call: ast.Call, within: ast.AST) -> str:
    """The tracked model whose rows this call writes without history; "?" where the reader cannot tell."""
    parts = chain(call.func)
    if parts[-1] not in {"update", "bulk_create", "bulk_update"} or len(parts) < 2:
        return ""
    if parts[-1] == "update" and not call.keywords:
        return ""  # a dict's or a set's
    if parts[0] == "bulk" or parts[0].isupper():
        return ""
    if parts[0] not in {model.__name__ for model in OURS}:
        parts = source_code.assigned(parts[0], within) or parts
    model = tracked_models().get(parts[0])
    if model is None:
        return "" if parts[0] in {found.__name__ for found in OURS} else "?"
    derived = set(model.history.model._history_excluded_fields)
    if call.keywords and all(keyword.arg in derived for keyword in call.keywords):
        return ""  # columns that history leaves out follow from others
    return parts[0]


def test_tracked_rows_are_never_written_past_their_history() -> None:
    wrong: list[str] = []
    used: set[str] = set()
    for path in python_files():
        if name(path) == UNWRITTEN_MODELS:
            continue
        for call, within in source_code.calls(path):
            model = silently_written(call, within)
            if model and model != "?" and place(path, within) in SILENT_WRITES:
                used.add(place(path, within))
            elif model and model != "?":
                wrong.append(f"{place(path, within)} line {call.lineno}: {model}")
    assert not wrong, f"update and bulk_… write no history: use records.bulk or a service: {wrong}"
    assert used == set(SILENT_WRITES), f"no longer needed: {set(SILENT_WRITES) - used}"


def test_time_comes_from_the_one_clock() -> None:
    """Otherwise a job run for an earlier day, and a test of the day after, would not do what they say."""
    wrong = [
        f"{name(path)}:{call.lineno}"
        for path in python_files()
        for call, _within in source_code.calls(path)
        if chain(call.func)[-2:]
        in (["timezone", "now"], ["datetime", "now"], ["date", "today"], ["timezone", "localdate"])
        and name(path) != "core/clock.py"
        and not name(path).startswith("launch/")
    ]
    assert not wrong


# --- schema, settings, versions -------------------------------------------------------------------------


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, stderr=said, verbosity=1)
    except (SystemExit, CommandError):
        pytest.fail(said.getvalue())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="states how SQLite is opened")
@pytest.mark.django_db
def test_sqlite_takes_writers_in_turn_and_lets_readers_read() -> None:
    options = settings.DATABASES["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] >= 5
    assert "journal_mode=WAL" in options["init_command"].replace(" ", "")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.parametrize(
    ("package", "floor"),
    [("Django", (5, 2, 19)), ("weasyprint", (70, 0)), ("openpyxl", (3, 1, 5))],
)
def test_a_package_with_known_holes_is_newer_than_they_are(package: str, floor: tuple[int, ...]) -> None:
    assert tuple(int(part) for part in re.findall(r"\d+", version(package))[: len(floor)]) >= floor


def test_nothing_personal_may_be_cached_or_framed() -> None:
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert not [name for name, words in policy.items() if {"'unsafe-inline'", "'unsafe-eval'"} & set(words)]
    assert settings.X_FRAME_OPTIONS == "DENY" and policy["frame-ancestors"] == ["'none'"]
    assert settings.SESSION_COOKIE_HTTPONLY and settings.SECURE_CONTENT_TYPE_NOSNIFF


# --- permissions ----------------------------------------------------------------------------------------


def all_permissions() -> set[str]:
    return {
        f"{model._meta.app_label}.{codename}"
        for model in apps.get_models()
        for codename in [
            *(f"{action}_{model._meta.model_name}" for action in model._meta.default_permissions),
            *(codename for codename, _label in model._meta.permissions),
        ]
    }


def named_permissions() -> dict[str, str]:
    """Permission → where code or a template names it."""
    found: dict[str, str] = {}
    for path in python_files():
        for call, _within in source_code.calls(path):
            texts = [word for word in call.keywords if word.arg == "permission"]
            values: list[ast.AST] = [word.value for word in texts]
            if chain(call.func)[-1] in {"has_perm", "allows", "reach"}:
                values += call.args
            for value in values:
                if isinstance(value, ast.Constant) and isinstance(value.value, str) and "." in value.value:
                    found[value.value] = f"{name(path)}:{call.lineno}"
    for path in templates():
        for app, codename in re.findall(r"\bperms\.(\w+)\.(\w+)", path.read_text()):
            found[f"{app}.{codename}"] = name(path)
    for grants in account_sources.ROLE_GRANTS:
        for role, spans in grants.items():
            found |= dict.fromkeys(spans, f"grants of {role}")
    return found


def test_every_permission_that_is_named_exists() -> None:
    """A misspelt one refuses everybody, or grants nothing, without a word."""
    known = all_permissions()
    assert not {code: where for code, where in named_permissions().items() if code not in known}


def test_every_action_asked_of_the_gate_has_its_permission() -> None:
    known = all_permissions()
    wrong = []
    for path in python_files():
        for call, _within in source_code.calls(path):
            parts = chain(call.func)
            if parts[:1] == ["gate"] and parts[-1] in {"allowed", "require_allowed", "rows", "condition"}:
                model, action = (call.args[1:2], call.args[2:3])
            elif parts[-1] == "visible_to":
                model, action = ([ast.Name(parts[0])], call.args[1:2])
            else:
                continue
            label = model[0].id if model and isinstance(model[0], ast.Name) else ""
            verb = action[0].value if action and isinstance(action[0], ast.Constant) else "view"
            if label in GATED and (action == [] or isinstance(action[0], ast.Constant)):
                from records.gate import permission

                if permission(GATED[label], verb) not in known:
                    wrong.append(f"{name(path)}:{call.lineno} {permission(GATED[label], verb)}")
    assert not wrong


# --- files ------------------------------------------------------------------------------------------------


def test_a_file_is_short_enough_to_be_read_at_once() -> None:
    everything = [*python_files(), *templates(), *sorted((ROOT / "tests").rglob("*.py"))]
    lengths = {name(path): len(path.read_text().splitlines()) for path in everything}
    too_long = {path: length for path, length in lengths.items() if length > LONGEST_FILE}
    assert not too_long, f"split it by record: {too_long}"


def test_a_file_is_named_for_its_subject() -> None:
    grab_bags = {"utils", "util", "helpers", "helper", "base", "common", "misc", "tools", "lib"}
    assert not [name(path) for path in python_files() if path.stem in grab_bags]


def test_a_text_to_translate_stands_in_no_f_string() -> None:
    """The tool that collects texts does not look into them."""
    words = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "pgettext_lazy"}
    found = [
        f"{name(path)}:{call.lineno}"
        for path in python_files()
        for text in nodes(path)
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in words
    ]
    assert not found, f"give it a name of its own before the f-string: {found}"


def test_only_the_api_takes_writes_without_a_form_token() -> None:
    """Its callers bring a bearer token; a browser's session there must send the token as well.

    The forms for strangers have no session to protect.
    """
    assert {
        name(path)
        for path in python_files()
        for node in nodes(path)
        if isinstance(node, ast.Name) and node.id == "csrf_exempt"
    } <= {"api/urls.py", "marketing/urls.py", "messaging/urls.py"}


def test_a_template_reads_what_it_was_given_and_asks_no_database() -> None:
    query = re.compile(r"{[{%][^}%]*\b[a-z_]+\.(?:all|exists|objects|\w+_set|filter|order_by)\b[^}%]*[%}]}")
    counted = re.compile(r"{[{%][^}%]*\.(?:\w+s|rows|objects)\.(?:count|first|last)\b[^}%]*[%}]}")
    wrong = [
        f"{name(path)}: {found.group()}"
        for path in templates()
        for pattern in (query, counted)
        for found in pattern.finditer(path.read_text())
    ]
    assert not wrong, f"the view's selector reads it, the template shows it: {wrong}"


def test_a_template_trusts_no_text() -> None:
    wrong = [
        name(path) for path in templates() if re.search(r"\|\s*safe\b|autoescape\s+off", path.read_text())
    ]
    assert not wrong, f"escape it, or build it as SafeString where it is made: {wrong}"


def test_required_tools_are_demanded_where_everything_must_run() -> None:
    """A skipped check counts as passed nowhere: .ci/run sets this, and the checks obey it."""
    runner = ROOT / ".ci" / "run"
    assert "CRM_REQUIRE_ALL=1" in runner.read_text() or os.environ.get("CRM_REQUIRE_ALL") is None
