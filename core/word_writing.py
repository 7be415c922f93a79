"""A plain Word file (.docx) of headings, paragraphs and tables, as our papers without a template of their own are."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from .word import packed
from .word_filling import NOT_IN_XML
from .word_parts import WORD

W = f'xmlns:w="{WORD[0]}"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PAGE_WIDTH = 9638  # twentieths of a point between the margins of A4
TYPES = XML + (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORDML}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("header", "header"),
            ("footer", "footer"),
        )
    )
    + "</Types>"
)
RELS = XML + (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
DOCUMENT_RELS = XML + (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        for name in ("styles", "header", "footer")
    )
    + "</Relationships>"
)


def _style(name: str, label: str, size: int, more: str = "", bold: bool = True) -> str:
    weight = "<w:b/>" if bold else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{label}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:qFormat/><w:pPr>{more}</w:pPr>'
        f'<w:rPr>{weight}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


STYLES = XML + (
    f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="SimSun"/>'
    '<w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="80" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    + _style("Title", "Title", 36, '<w:spacing w:before="120" w:after="240"/><w:jc w:val="center"/>')
    + _style("Heading1", "heading 1", 26, '<w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/>')
    + _style("Heading2", "heading 2", 22, '<w:keepNext/><w:spacing w:before="160"/><w:outlineLvl w:val="1"/>')
    + _style("Small", "Small", 17, '<w:jc w:val="center"/>', bold=False)
    + "</w:styles>"
)


def _runs(text: str) -> str:
    lines = escape(NOT_IN_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "<w:r>" + "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines) + "</w:r>"


def _paragraph(text: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{_runs(text) if text else ''}</w:p>"


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


class WordPaper:
    """Written from top to bottom; `header` stands on every page, `footer` before its page number."""

    def __init__(self, header: str = "", footer: str = "") -> None:
        self.header = header
        self.footer = footer
        self.body: list[str] = []

    def title(self, text: str) -> None:
        self.body.append(_paragraph(text, "Title"))

    def heading(self, text: str, level: int = 1) -> None:
        self.body.append(_paragraph(text, f"Heading{level}"))

    def text(self, text: str) -> None:
        """Each line of it is a paragraph."""
        self.body += [_paragraph(line) for line in text.splitlines() if line.strip()]

    def table(
        self,
        rows: Sequence[Sequence[str]],
        widths: Sequence[int],
        *,
        has_head: bool = False,
        ends: Sequence[int] = (),
        is_framed: bool = True,
    ) -> None:
        """`widths` share out the page; the columns of `ends` are set to the right; a heading row repeats."""
        unit = PAGE_WIDTH / sum(widths)
        columns = [int(width * unit) for width in widths]
        kind = "single" if is_framed else "nil"
        lines = "".join(
            f'<w:{side} w:val="{kind}" w:sz="4" w:space="0" w:color="A0A8B0"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        self.body.append(
            f'<w:tbl><w:tblPr><w:tblW w:w="{PAGE_WIDTH}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
            '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
            + "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
            + "</w:tblGrid>"
        )
        for number, row in enumerate(rows):
            repeats = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if has_head and not number else ""
            cells = "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="{columns[at]}" w:type="dxa"/></w:tcPr>'
                + _paragraph(cell, more='<w:jc w:val="right"/>' if at in ends else "")
                + "</w:tc>"
                for at, cell in enumerate(row)
            )
            self.body.append(f"<w:tr>{repeats}{cells}</w:tr>")
        self.body.append("</w:tbl>" + _paragraph(""))

    def bytes(self) -> bytes:
        section = (
            '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
            '<w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567"'
            ' w:gutter="0"/></w:sectPr>'
        )
        page = f"{_runs(self.footer + '    ')}{_field('PAGE')}{_runs(' / ')}{_field('NUMPAGES')}"
        body = "".join(self.body) + section
        small = '<w:pPr><w:pStyle w:val="Small"/></w:pPr>'
        parts = {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELS,
            "word/document.xml": f'{XML}<w:document {W} xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": DOCUMENT_RELS,
            "word/styles.xml": STYLES,
            "word/header.xml": f"{XML}<w:hdr {W}>{_paragraph(self.header, 'Small')}</w:hdr>",
            "word/footer.xml": f"{XML}<w:ftr {W}><w:p>{small}{page}</w:p></w:ftr>",
        }
        return packed({name: part.encode() for name, part in parts.items()})
