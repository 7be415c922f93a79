"""Uploaded pictures, written anew: what is no picture is refused, and nothing but the picture is kept."""

from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from .errors import DomainError

LONGEST_SIDE = 1600
MOST_PIXELS = 50_000_000
KINDS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")


def rewritten(file: Any, *, field: str = "photo") -> "ContentFile[bytes]":
    """A JPEG of at most 1,600 pixels made of an uploaded picture, upright, without the place and device it was
    taken with. Raises DomainError where the file is no picture that can be read."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    refusal = DomainError(
        _("“%(name)s” is not a picture. Take a photo, or choose a JPEG or PNG file.")
        % {"name": str(getattr(file, "name", "") or _("file"))[:80]},
        code="not_a_picture",
        field=field,
    )
    try:
        file.seek(0)
        with Image.open(file, formats=KINDS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise DomainError(
                    _("This picture has too many pixels. Take a smaller one."), "picture_too_large", field
                )
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            out = BytesIO()
            upright.save(out, "JPEG", quality=82, optimize=True)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as wrong:
        raise refusal from wrong
    stem = PurePath(str(getattr(file, "name", "") or "photo")).stem[:80] or "photo"
    return ContentFile(out.getvalue(), name=f"{stem}.jpg")
