"""The line a finding stands in, the place in it, and the line as it was probably meant: what people look at first."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostic, Report, printable
from generator.editing.mend import suggested
from generator.sources.files import read_text

WIDE = 100  # characters of a line that are shown
CATALOGUE = "docs/errors.md"


class Excerpts:
    """Reads each file of a project once."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._texts: dict[str, str] = {}

    def __call__(self, finding: Diagnostic) -> list[str]:
        """The offending line with a mark below the place, the mended one after an arrow, and where the kind is explained."""
        out: list[str] = []
        text = self._text(finding.span.file)
        lines = text.split("\n")
        number = finding.span.line
        if 0 < number <= len(lines) and lines[number - 1].strip():
            line, column = lines[number - 1], max(finding.span.column - 1, 0)
            start = max(0, min(column - WIDE // 2, len(line) - WIDE))
            cut = printable(line[start : start + WIDE].replace("\t", "\N{RIGHTWARDS ARROW}"))
            gutter = f"{number:>5} | "
            out = [f"{gutter}{cut}", f"{'':>5} | {' ' * (column - start)}^"]
            mended = suggested(finding, text) if finding.span.file.endswith(".yml") else None
            if mended is not None:
                out.append(f"{'':>4}→ | {printable(mended[start : start + WIDE])}")
        return [*out, f"{CATALOGUE}#{finding.code}"]

    def _text(self, file: str) -> str:
        if file not in self._texts:
            path = self._project / file
            self._texts[file] = (read_text(path, file, Report()) or "") if path.is_file() else ""
        return self._texts[file]
