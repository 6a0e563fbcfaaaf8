"""Pictures from outside: what they are, or why they are refused, before a single pixel of a hostile one is unpacked."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 60_000_000  # a camera's; three bytes each once unpacked
MAX_SIDE, MIN_SIDE = 20_000, 200
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
_TURNED = (5, 6, 7, 8)  # orientations that lie on their side
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Seen:
    """What the head of a picture says: pixels as a reader sees them, upright."""

    width: int
    height: int


def inspect(path: Path) -> Seen | tuple[str, str]:
    """A picture's size; or why it is refused, in Spanish and English. Only its head is read."""
    try:
        if path.is_symlink() or not path.is_file():
            return "no está en la carpeta del registro", "it is not in the record’s folder"
        if path.stat().st_size > MAX_BYTES:
            return "pesa más de 25 MB", "it has more than 25 MB"
        with opened(path) as image:
            width, height = image.size
            if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
                return f"mide {width} × {height} puntos; el máximo son 60 millones", f"it has {width} × {height} pixels; 60 million at most"
            if min(width, height) < MIN_SIDE:
                return f"mide {width} × {height} puntos; hacen falta {MIN_SIDE} por lado", f"it has {width} × {height} pixels; {MIN_SIDE} a side are needed"
            if getattr(image, "n_frames", 1) != 1:
                return "se mueve", "it moves"
            turned = image.getexif().get(_ORIENTATION) in _TURNED
            return Seen(height, width) if turned else Seen(width, height)
    except _FAULTS:
        return f"su contenido no es {path.suffix.lower()}", f"its content is not {path.suffix.lower()}"


def whole(path: Path) -> tuple[str, str] | None:
    """Why a picture that :func:`inspect` let pass cannot be unpacked; None where it can."""
    try:
        with opened(path) as image:
            image.load()
    except _FAULTS:
        return "está cortada o dañada", "it is cut short or damaged"
    return None


def opened(path: Path) -> Image.Image:
    """A picture in one of our formats, the one its name promises; its pixels are still packed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
        return Image.open(path, formats=(FORMATS[path.suffix.lower()],))


_FAULTS = (OSError, ValueError, SyntaxError, KeyError, EOFError, IndexError, TypeError, MemoryError, Image.DecompressionBombError)
