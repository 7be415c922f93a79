"""Rules that every template and script keeps, read from the files themselves."""

import json
import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "frontend" / "src").glob("*.js"))
STYLES = sorted((ROOT / "frontend" / "styles").glob("*.css"))
COMMENT = re.compile(r"{%\s*comment[^%]*%}.*?{%\s*endcomment\s*%}|{#.*?#}", re.S)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def markup(path: Path) -> str:
    """A template's text without its comments, which may show examples."""
    return COMMENT.sub("", path.read_text())


def icon_names() -> set[str]:
    source = (ROOT / "frontend" / "icons.mjs").read_text()
    outline = re.search(r"outline = `(.*?)`", source, re.S)
    filled = re.search(r"filled = (\[.*?\])", source)
    assert outline and filled
    return set(outline[1].split()) | {f"{icon}-filled" for icon in json.loads(filled[1])}


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_has_no_inline_script_style_or_handler(path: Path) -> None:
    text = markup(path)
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|hx-on|javascript:", text)
    for attributes in re.findall(r"<script\b([^>]*)>", text):
        assert "src=" in attributes or "application/json" in attributes


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_asks_no_other_host(path: Path) -> None:
    assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", markup(path))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_names_only_icons_of_the_sprite(path: Path) -> None:
    used = re.findall(r'components/icon\.html" with [^%]*?\bname="([^"{]+)"', path.read_text())
    used += re.findall(r'\b\w*icon="([a-z0-9-]+)"', path.read_text())
    assert not set(used) - icon_names()


def test_python_names_only_icons_of_the_sprite() -> None:
    unknown = {
        (name(path), icon)
        for app in (
            "core",
            "accounts",
            "records",
            "reminders",
            "workflow",
            "contacts",
            "catalog",
            "messaging",
        )
        + ("marketing", "sales", "contracts", "orders", "service_center", "performance", "analytics", "home")
        + ("portal", "api", "system")
        for path in (ROOT / app).rglob("*.py")
        for icon in re.findall(r'\bicon="([a-z0-9-]+)"', path.read_text())
        if icon not in icon_names()
    }
    assert not unknown


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_compiles(path: Path) -> None:
    assert engines["django"]
    get_template(str(path.relative_to(ROOT / "templates")))


@pytest.mark.parametrize("path", sorted((ROOT / "templates" / "components").glob("*.html")), ids=name)
def test_a_component_says_at_its_top_what_it_takes(path: Path) -> None:
    assert path.read_text().startswith("{% comment %}")


def test_scripts_say_only_texts_that_the_page_carries() -> None:
    carried = {
        re.sub(r"-(\w)", lambda found: found[1].upper(), key)
        for key in re.findall(r"\bdata-([a-z-]+)=", (ROOT / "templates/components/texts.html").read_text())
    }
    said = {key for path in SCRIPTS for key in re.findall(r'\btext\("(\w+)"', path.read_text())}
    assert said == carried


@pytest.mark.parametrize("path", SCRIPTS + STYLES, ids=name)
def test_a_script_or_style_is_short_and_asks_no_other_host(path: Path) -> None:
    source = path.read_text()
    assert len(source.splitlines()) < 400
    assert not re.search(r"\beval\(|new Function|https?://(?!www\.w3\.org/2000/svg)", source)


def test_the_lock_file_names_no_host_to_fetch_from() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    for package, facts in lock["packages"].items():
        assert "resolved" not in facts, package
        assert package == "" or "integrity" in facts, package
