"""Pictures that say who took a file out of the house: pale, slanted, repeated behind the cells of a workbook."""

from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

FONT = "NotoSansSC-Regular.otf"  # comes with the product: the text may be Chinese on any machine
TILE = (480, 300)
PALE = (150, 158, 170)


def picture(text: str) -> BytesIO:
    """A PNG tile of 480 × 300 pixels with the text on it, as a stream."""
    font = ImageFont.truetype(str(files("pylopdf_fonts_zh_cn") / FONT), 18)
    mask = Image.new("L", (TILE[0] * 2, TILE[1] * 2), 0)
    place = (mask.width // 2, mask.height // 2)
    ImageDraw.Draw(mask).text(place, text, fill=110, font=font, anchor="mm")
    mask = mask.rotate(22, resample=Image.Resampling.BICUBIC, center=place)
    left, top = place[0] - TILE[0] // 2, place[1] - TILE[1] // 2
    mask = mask.crop((left, top, left + TILE[0], top + TILE[1]))
    tile = Image.new("RGB", TILE, "white")
    tile.paste(PALE, mask=mask)
    stream = BytesIO()
    tile.save(stream, "PNG", optimize=True)
    stream.seek(0)
    return stream
