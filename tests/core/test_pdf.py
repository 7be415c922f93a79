"""PDF with the product's own fonts, cut to the glyphs used, and no way out of a document."""

import shutil
import subprocess
from pathlib import Path

import pytest

from core.pdf import render

SECRET = "only-in-the-file"
needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")


def run(tool: str, file: Path, *more: str) -> str:
    return subprocess.run([tool, str(file), *more], capture_output=True, text=True, check=True).stdout


@needs_poppler
def test_chinese_can_be_copied_and_fonts_are_embedded_and_subset(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    html = "<html><body style='font-family: Paper-sans'><h1>报价单 㛃𬭎</h1><p>调心滚子轴承 22220CA</p></body></html>"
    target.write_bytes(render(html, "h1 { font-family: Paper-serif }"))
    text = run("pdftotext", target, "-")
    assert "报价单 㛃𬭎" in text and "调心滚子轴承 22220CA" in text
    fonts = run("pdffonts", target).splitlines()[2:]
    assert len(fonts) >= 2
    assert all("Paper-" in line and line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts), fonts
    assert target.stat().st_size < 400_000


@needs_poppler
def test_a_document_opens_neither_files_nor_addresses(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    html = f"""<html><head><link rel="stylesheet" href="file://{secret}"><style>@import url(http://127.0.0.1:9/a.css);
      </style></head><body><img src="file://{secret}"><img src="http://127.0.0.1:9/x.png" alt="weg">
      <a rel="attachment" href="file://{secret}">x</a><object data="file://{secret}"></object>
      <img src="data:image/png;base64,AAAA"><p>Rest</p></body></html>"""
    target = tmp_path / "b.pdf"
    target.write_bytes(render(html))
    assert SECRET.encode() not in target.read_bytes()
    assert "Rest" in run("pdftotext", target, "-") and SECRET not in run("pdftotext", target, "-")
    assert "0 embedded files" in run("pdfdetach", target, "-list") if shutil.which("pdfdetach") else True
