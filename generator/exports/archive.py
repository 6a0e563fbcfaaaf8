"""A zip whose bytes depend on names and contents alone: no dates, one order, one level. What did not change is taken over from an older one."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

LEVEL = 6
_VERSION, _UTF8, _DEFLATED = 20, 0x800, 8
_TIME, _DATE = 0, 0x21  # the first of January 1980, the earliest a zip can say
_UNIX, _MODE = 3 << 8, 0o100644 << 16
_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")


@dataclass(frozen=True)
class Packed:
    """A file as it stands in a zip: checksum, size, compressed bytes."""

    checksum: int
    size: int
    content: bytes


def packed(content: bytes, level: int = LEVEL) -> Packed:
    """A file, compressed."""
    press = zlib.compressobj(level, zlib.DEFLATED, -15)
    return Packed(zlib.crc32(content), len(content), press.compress(content) + press.flush())


def unpacked(archive: bytes) -> dict[str, Packed]:
    """The files of a zip that :func:`write` made; nothing where it is no such zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as found:
            entries = found.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return {}
    files: dict[str, Packed] = {}
    for entry in entries:
        start = entry.header_offset + _LOCAL.size + len(entry.filename.encode())
        files[entry.filename] = Packed(entry.CRC, entry.file_size, archive[start : start + entry.compress_size])
    return files


def content(file: Packed) -> bytes:
    """A file as it was before it was compressed."""
    return zlib.decompress(file.content, -15)


def write(files: Mapping[str, Packed]) -> bytes:
    """These files as a zip, sorted by name."""
    return b"".join(_written(files, sorted(files)))


def _written(files: Mapping[str, Packed], names: Iterable[str]) -> Iterable[bytes]:
    central: list[bytes] = []
    offset = 0
    for name in names:
        file, raw = files[name], name.encode()
        shared = (_VERSION, _UTF8, _DEFLATED, _TIME, _DATE, file.checksum, len(file.content), file.size, len(raw), 0)
        local = _LOCAL.pack(b"PK\x03\x04", *shared) + raw + file.content
        central.append(_CENTRAL.pack(b"PK\x01\x02", _UNIX | _VERSION, *shared, 0, 0, 0, _MODE, offset) + raw)
        offset += len(local)
        yield local
    yield from central
    yield _END.pack(b"PK\x05\x06", 0, 0, len(central), len(central), sum(map(len, central)), offset, 0)


def renewed(files: Mapping[str, Callable[[], bytes]], before: Mapping[str, Packed], changed: Callable[[str], bool]) -> dict[str, Packed]:
    """Every file packed; one that is not ``changed`` is taken over from ``before`` without being made again."""
    return {name: before[name] if name in before and not changed(name) else packed(make()) for name, make in files.items()}
