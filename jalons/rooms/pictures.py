"""A photo as we keep it: encoded again, upright, smaller, without what the camera wrote in it. No Django.

A phone writes where and when a photo was taken inside the file: none of it may stay (domain.md §7.1).
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST_FILE = 15 * 1024 * 1024
"""Bytes of the file received: what a phone's camera makes today."""
LONGEST_SIDE = 2000
MOST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 82


class PictureError(ValueError):
    """The file is not a picture that we can keep; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A JPEG without metadata, and its size in pixels."""

    jpeg: bytes
    width: int
    height: int


def keep(raw: bytes) -> Kept:
    """Encode a picture again. Raises PictureError with a French sentence."""
    if len(raw) > LARGEST_FILE:
        raise PictureError("Cette photo est trop lourde : 15 Mo au plus. Reprenez-la en qualité normale.")
    try:
        with Image.open(io.BytesIO(raw), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PictureError("Cette photo est trop grande : reprenez-la en qualité normale.")
            upright = ImageOps.exif_transpose(opened) or opened
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            flat = _on_white(upright)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as wrong:
        if isinstance(wrong, PictureError):
            raise
        raise PictureError(
            "Ce fichier n’est pas une photo lisible : envoyez un JPEG, PNG ou WebP."
        ) from wrong
    written = io.BytesIO()
    flat.save(written, "JPEG", quality=QUALITY, optimize=True)
    return Kept(written.getvalue(), flat.width, flat.height)


def _on_white(picture: Image.Image) -> Image.Image:
    """Pixels alone, on a new sheet: nothing that the file carried beside them follows."""
    sheet = Image.new("RGB", picture.size, "white")
    with_alpha = picture.convert("RGBA")
    sheet.paste(with_alpha, mask=with_alpha.getchannel("A"))
    return sheet
