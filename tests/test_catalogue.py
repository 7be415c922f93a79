"""Chinese is complete: every text of the code and templates has its translation, none is a guess."""

import ast
import os
import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize

from tests import source_code
from tests.source_code import ROOT, name, python_files, templates

CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
KEYWORDS = [
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
]

# Chinese commas between things: file:function → why they do not ask for the reader's language.
CHINESE_LISTS = {
    "system/demo/customers.py:personal": "the demo's data is Chinese",
    "workflow/services/engine.py:settle": "stored with the process, whose steps are named in one language",
}

pytestmark = pytest.mark.skipif(not CATALOGUE.exists(), reason="locale/ is not written yet")


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def test_nothing_is_untranslated_or_a_guess(catalogue: polib.POFile) -> None:
    assert not [entry.msgid for entry in catalogue.untranslated_entries()]
    assert not [entry.msgid for entry in catalogue.fuzzy_entries()]


def test_every_text_of_the_code_is_in_the_catalogue(catalogue: polib.POFile, tmp_path: Path) -> None:
    tool = shutil.which("xgettext")
    if tool is None:
        if os.environ.get("CRM_REQUIRE_ALL"):
            pytest.fail("xgettext is missing: apt-get install gettext")
        pytest.skip("xgettext is missing: apt-get install gettext")
    sources = []
    for place, path in enumerate((*python_files(), *templates())):
        text = path.read_text()
        source = tmp_path / f"{place}.py"
        source.write_text(text if path.suffix == ".py" else templatize(text, origin=name(path)))
        sources.append(str(source))
    found = tmp_path / "found.po"
    words = [f"--keyword={keyword}" for keyword in KEYWORDS]
    subprocess.run(
        [tool, "--from-code=UTF-8", "--language=Python", "--no-location", *words, "-o", str(found), *sources],
        check=True,
        capture_output=True,
    )
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}
    missing = [entry.msgid for entry in polib.pofile(str(found)) if (entry.msgctxt, entry.msgid) not in known]
    assert not missing


def test_a_translation_keeps_the_placeholders(catalogue: polib.POFile) -> None:
    """A lost one hides a figure, an added one is an error 500."""
    import re

    holes = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
    wrong = []
    for entry in catalogue.translated_entries():
        asked = set(holes.findall(entry.msgid)) | set(holes.findall(entry.msgid_plural or ""))
        given = [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())
        wrong += [entry.msgid for text in given if set(holes.findall(text)) - asked]
        if not entry.msgid_plural and set(holes.findall(entry.msgstr)) != asked:
            wrong.append(entry.msgid)
    assert not wrong


def test_things_are_listed_in_the_readers_language() -> None:
    """`core.joining` knows the comma of each language; a Chinese one in an English sentence is a mistake."""
    found = {
        source_code.place(path, within)
        for path in python_files()
        for call, within in source_code.calls(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "join"
        and isinstance(call.func.value, ast.Constant)
        and str(call.func.value.value).strip() in {"、", "，", "；"}
    }
    assert found == set(CHINESE_LISTS)
    scripts = (ROOT / "frontend" / "src").rglob("*.*s")
    assert not [name(path) for path in (*templates(), *scripts) if "、" in path.read_text()]
