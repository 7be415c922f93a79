"""Chinese is complete: every text of the code and templates has its translation, none is a guess."""

import os
import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize

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
