"""One folder per size, ``build/bench/<size>/``: the corpus, what peers are given, and each peer's own folder."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PEERS = Path(__file__).parent / "peers"
LANGUAGES = ("es", "en")


@dataclass(frozen=True)
class Workspace:
    """The folders of one size."""

    root: Path

    @property
    def corpus(self) -> Path:
        return self.root / "corpus"

    @property
    def given(self) -> Path:
        return self.root / "given"

    def peer(self, name: str) -> Path:
        return self.root / name

    def site(self, name: str) -> Path:
        """Where a contestant's pages go."""
        return self.root / "sites" / name


def frames(workspace: Workspace) -> dict[str, str]:
    """Our page's frame in each language."""
    return {code: (workspace.given / f"frame.{code}.html").read_text(encoding="utf-8") for code in LANGUAGES}


def lay_out(workspace: Workspace, peer: str) -> None:
    """Copy a peer's templates beside the corpus and give it the frame in its own language of templates."""
    folder = workspace.peer(peer)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PEERS / peer, folder, ignore=shutil.ignore_patterns("node_modules"))
    modules = workspace.root.parent / "tools" / peer / "node_modules"
    if modules.exists():
        (folder / "node_modules").symlink_to(modules.resolve())
    _LAYOUTS[peer](workspace, folder)


def filled(frame: str, marks: Mapping[str, str]) -> str:
    """A frame with what a language of templates wants at its marks."""
    for mark, text in marks.items():
        frame = frame.replace(f"@{mark}@", text)
    return frame


def _hugo(workspace: Workspace, folder: Path) -> None:
    marks = {name: f'{{{{ template "{name.lower()}" $x }}}}' for name in ("HEAD", "BODY", "EDIT", "ASIDE")}
    marks |= {"ROOT": "{{ $root }}", "HOME": "{{ $home }}", "CRUMBS": '{{ partial "crumbs.html" (dict "root" $root "trail" $x.trail) }}',
              "LANGUAGE": '<a href="{{ $root }}{{ index $x.there $other }}" lang="{{ $other }}" hreflang="{{ $other }}">{{ index $w.languages $other }}</a>'}
    own = frames(workspace)
    before = folder / "layouts" / "baseof.before.html"
    text = before.read_text(encoding="utf-8").rstrip("\n")
    text += f'{{{{- if eq $l "es" -}}}}\n{filled(own["es"], marks)}\n{{{{- else -}}}}\n{filled(own["en"], marks)}\n{{{{- end -}}}}\n'
    (folder / "layouts" / "baseof.html").write_text(text, encoding="utf-8")
    before.unlink()


def _eleventy(workspace: Workspace, folder: Path) -> None:
    (folder / "frames.json").write_text(json.dumps(frames(workspace), ensure_ascii=False), encoding="utf-8")


def _mkdocs(workspace: Workspace, folder: Path) -> None:
    from bench.markdown import write_docs

    write_docs(workspace, folder)


_LAYOUTS = {"hugo": _hugo, "eleventy": _eleventy, "mkdocs": _mkdocs}


if __name__ == "__main__":  # in a process of its own, so that the harness stays small
    lay_out(Workspace(Path(sys.argv[1])), sys.argv[2])
