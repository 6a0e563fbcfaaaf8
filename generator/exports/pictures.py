"""The files of pictures: turned upright, made smaller, written anew. Nothing of the original but its pixels is published:
no place, no camera, no name, no preview."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PIL import Image, ImageCms, ImageOps
from PIL import __version__ as pillow

from generator.model import Artifact, Record, Site
from generator.render.pictures import KINDS, Shown, shown_of
from generator.sheets.store import KEY_BYTES, Store
from generator.sources.pictures import opened

BUDGET = 60_000  # bytes of a file; a picture that needs more gets the lowest quality
_QUALITIES = {"avif": (62, 52, 42, 32), "jpg": (80, 70, 60, 50)}
_WAY = 1  # of making them; another way, another key


def record_artifacts(site: Site, record: Record) -> Iterator[Artifact]:
    """Every size and kind of a record's pictures; made once and kept in ``build/pictures``."""
    if record.status == "retired":
        return
    store = Store(site.project / "build" / "pictures")
    for shown in shown_of(site, record):
        for size in shown.sizes:
            for kind in KINDS:
                path = shown.path(size[0], kind)
                key = hashlib.blake2b(repr((_WAY, pillow, size, kind)).encode() + shown.original.read_bytes(), digest_size=KEY_BYTES).digest()
                yield Artifact(path, store.get(path.replace("/", "."), key, partial(_made, shown, size, kind)))


def _made(shown: Shown, size: tuple[int, int], kind: str) -> bytes:
    small = _upright(shown.original).resize(size, Image.Resampling.LANCZOS)
    made = b""
    for quality in _QUALITIES[kind]:
        made = _encoded(small, kind, quality)
        if len(made) <= BUDGET:
            break
    return made


def _upright(path: Path) -> Image.Image:
    """The pixels of a picture, upright, opaque, in the colours of the web, and nothing else."""
    with opened(path) as image:
        profile = image.info.get("icc_profile")
        upright = ImageOps.exif_transpose(image)
    if profile and upright.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            upright = ImageCms.profileToProfile(upright, source, ImageCms.createProfile("sRGB"), outputMode="RGB") or upright
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a profile nobody can read changes no colour
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        layer = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", layer.size, (255, 255, 255, 255)), layer)
    plain = Image.new("RGB", upright.size)
    plain.paste(upright.convert("RGB"))
    return plain


def _encoded(image: Image.Image, kind: str, quality: int) -> bytes:
    out = io.BytesIO()
    if kind == "avif":
        image.save(out, "AVIF", quality=quality, speed=6, max_threads=1)  # the bytes must not depend on the number of cores
    else:
        image.save(out, "JPEG", quality=quality, optimize=True, progressive=True, subsampling="4:2:0")
    return out.getvalue()
