"""Pictures made for tests: a photo with everything a camera writes into it, and what should never be opened."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from PIL import Image

SECRET = "Camara-de-Fulana"
LINES = """pictures:
  - {{file: {file}, alt: {alt}, credit: "Foto inventada", caption: {{es: "Una planta inventada.", en: "An invented plant."}}, people: {people}}}
"""
ALT = '{es: "Una planta", en: "A plant"}'


def photo(path: Path, size: tuple[int, int] = (1200, 900), *, turned: bool = False, shade: int = 0) -> Path:
    """A picture with a gradient; a .jpg says where, with what and by whom it was taken, and may lie on its side."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.paste((200, 30 + shade, 30), (0, 0, size[0] // 2, size[1] // 2))
    exif = Image.Exif()
    exif[0x010F] = exif[0x013B] = SECRET
    if turned:
        exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "S", 2: (12.0, 2.0, 30.0), 3: "W", 4: (77.0, 1.0, 40.0)})
    image.save(path, exif=exif, **({"quality": 90} if path.suffix == ".jpg" else {}))
    return path


def bomb(path: Path, side: int = 30_000) -> Path:
    """A PNG of a few hundred bytes whose head promises a thousand million pixels."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    path.parent.mkdir(parents=True, exist_ok=True)
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 5000)) + chunk(b"IEND", b""))
    return path


def add(project: Path, record: str, file: str, *, alt: str = ALT, people: str = "false") -> None:
    """Write a picture into a record's file; the picture itself has to be put beside it."""
    path = project / f"{record}.yml"
    path.write_text(path.read_text(encoding="utf-8") + LINES.format(file=file, alt=alt, people=people), encoding="utf-8")
