"""What kind of page stands at each address of a built site: for the steps of the rehearsal that look at every kind."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from generator.derive.visible import visible  # noqa: E402
from generator.diagnostics import Report  # noqa: E402
from generator.render.pages import plan  # noqa: E402
from generator.schemas.core.loader import load_whole  # noqa: E402


def kinds(site: Path, project: Path = ROOT, as_of: date | None = None) -> dict[str, list[Path]]:
    """Kind of page -> its files in the site. What nothing else explains is an old address's page."""
    content = load_whole(project, Report(), as_of or datetime.now(UTC).date())
    assert content is not None
    known: dict[str, str] = {}
    for page in plan(visible(content)):
        if page.kind in ("record", "part", "retired"):
            kind = f"{page.kind} {page.collection}"
        elif page.facet:
            kind = f"facet {page.collection} {page.facet}"
        else:
            kind = f"{page.kind} {page.collection}".strip()
        known[f"{page.address}index.html"] = kind
    known |= {f"{page.address}index.html": "prose" for page in content.prose}
    found: dict[str, list[Path]] = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        kind = "404" if path.name == "404.html" else known.get(name, "admin" if name.startswith("admin/") else "old address or other")
        found.setdefault(kind, []).append(path)
    return dict(sorted(found.items()))
