"""Workbooks recalculated by a real spreadsheet: LibreOffice without a window, in a profile of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

# Without this, LibreOffice would believe the values that a file brings along.
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
TIMEOUT = 1800  # seconds for one batch; two hundred files need three minutes on a quiet machine


def recalculated(files: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Every file as LibreOffice saves it after computing, all in one run."""
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice is missing: sh .ci/office"
    profile, came, out = folder / "profile", folder / "in", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    came.mkdir()
    for name, content in files.items():
        (came / f"{name}.xlsx").write_bytes(content)
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", "xlsx", "--outdir", str(out)]
    done = subprocess.run([*command, *sorted(map(str, came.glob("*.xlsx")))], capture_output=True, timeout=TIMEOUT, check=False,
                          env={**os.environ, "HOME": str(folder)})
    missing = [name for name in files if not (out / f"{name}.xlsx").exists()]
    assert not missing, f"not computed: {missing}\n{done.stderr.decode()}"
    return {name: out / f"{name}.xlsx" for name in files}


class Values:
    """What the named cells of a computed workbook hold."""

    def __init__(self, path: Path) -> None:
        self.book = openpyxl.load_workbook(path, data_only=True)

    def of(self, name: str, sheet: str = "") -> Any:
        """The value of a name, a list for a column: of the whole workbook, or of one sheet's own name."""
        names = self.book[sheet].defined_names if sheet else self.book.defined_names
        ((title, cells),) = names[name].destinations
        found = self.book[title][cells.replace("$", "")]
        return [plain(row[0].value) for row in found] if isinstance(found, tuple) else plain(found.value)


def plain(value: Any) -> Any:
    """A blank is None, a date a date."""
    if isinstance(value, datetime):
        return value.date()
    return None if value == "" else value


def same(found: Any, expected: Any, tolerance: float = 1e-9) -> bool:
    """Equal, numbers within a relative tolerance; a blank is only equal to a blank."""
    if isinstance(expected, list):
        return isinstance(found, list) and len(found) == len(expected) and all(map(same, found, expected))
    if isinstance(found, (int, float)) and isinstance(expected, (int, float)) and not isinstance(found, bool):
        return abs(found - expected) <= tolerance * max(1.0, abs(expected))
    if isinstance(expected, date):
        return bool(found == expected)
    return type(found) is type(expected) and bool(found == expected)
