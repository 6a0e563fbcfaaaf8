"""What can be wrong with a kit, each laid over the small site: code -> how to get there."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from kits.making import add_texts, rewrite

HOME = "toolkits/kit-ejemplo"
MACRO = "word/vbaProject.bin"


def office(*names: str, relations: str = "") -> bytes:
    """A file that begins like those of word processors, with these parts inside."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/_rels/document.xml.rels", f"<Relationships>{relations}</Relationships>")
        for name in names:
            packed.writestr(name, "x")
    return made.getvalue()


def put(project: Path, name: str, content: bytes | str) -> None:
    path = project / HOME / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def _hours(project: Path) -> None:
    rewrite(project, ("    themes:", "    duration_hours: 4\n    themes:"))


def _agenda(project: Path) -> None:
    add_texts(project)
    rewrite(project, ("{minutes: 60,", "{minutes: 50,"))


def _text_missing(project: Path) -> None:
    add_texts(project)
    (project / HOME / "en/energia/slides.md").unlink()


def _text_form(project: Path) -> None:
    add_texts(project)
    put(project, "es/guide.md", "# Título\n\n- a\n  - b\n    - c\n\n| a | b |\n|---|---|\n| 1 |\n\n```\nx\n```\n\nUn **error\n")


def _sessions(project: Path) -> None:
    add_texts(project)
    put(project, "es/energia/plan.md", "## otra\n\nTexto.\n")


def _file_unknown(project: Path) -> None:
    add_texts(project)
    put(project, "es/energia/notas.md", "Notas.\n")
    put(project, "files/plano.txt", "x")


def _uploads(project: Path, *lines: str) -> None:
    add_texts(project)
    rewrite(project, ("\nsources:", "\nfiles:\n" + "".join(f"  - {{{line}, title: {{es: \"Plano\", en: \"Plan\"}}, languages: [es]}}\n" for line in lines) + "sources:"))


def _file_missing(project: Path) -> None:
    _uploads(project, "file: plano.pdf")


def _licence(project: Path) -> None:
    licences = project / "content/vocabularies/licences.yml"
    licences.write_text(licences.read_text(encoding="utf-8") + '- {id: CC-BY-SA-4.0, label: {es: "CompartirIgual", en: "ShareAlike"}}\n', encoding="utf-8")
    put(project, "files/plano.txt", "x")
    _uploads(project, "file: plano.txt, licence: CC-BY-SA-4.0")


def _personal(project: Path) -> None:
    add_texts(project)
    put(project, "es/guide.md", "## Ayuda\n\nEscriba a ana@ejemplo.test, llame al 987 654 321 o vea a [Ana](record:consultants/c-0001).\n")


def _worksheet(project: Path) -> None:
    add_texts(project)
    rewrite(project, ("id: w01", "id: w99"))


def _no_change(project: Path) -> None:
    add_texts(project)
    rewrite(project, ("changes: [{version: 0.1.0", "changes: [{version: 0.0.9"))


def _not_frozen(project: Path) -> None:
    add_texts(project)
    rewrite(project, ("0.1.0", "1.0.0"))


def released(project: Path, version: str = "0.1.0") -> None:
    """A release that looks like one: a manifest, sums, an archive."""
    manifest = f'{{"kit":"kit-ejemplo","version":"{version}","generated_from":{{"sha256":"0"}},"files":[]}}'
    put(project, f"releases/{version}/manifest.json", manifest)
    put(project, f"releases/{version}/kit-ejemplo-{version}-es.zip", office())
    digests = {name: hashlib.sha256((project / HOME / "releases" / version / name).read_bytes()).hexdigest()
               for name in (f"kit-ejemplo-{version}-es.zip", "manifest.json")}
    put(project, f"releases/{version}/SHA256SUMS", "".join(f"{digest}  {name}\n" for name, digest in digests.items()))


def _release_changed(project: Path) -> None:
    add_texts(project)
    released(project, "0.0.9")
    put(project, "releases/0.0.9/kit-ejemplo-0.0.9-es.zip", office("otra"))


def _changed_since(project: Path) -> None:
    add_texts(project)
    released(project)


def _active(project: Path) -> None:
    outside = '<Relationship Id="r1" Type="x/attachedTemplate" Target="https://ejemplo.test/a.dotm" TargetMode="External"/>'
    _uploads(project, "file: macro.docx", "file: plantilla.docx", "file: guion.pdf", "file: roto.docx")
    put(project, "files/macro.docx", office(MACRO))
    put(project, "files/plantilla.docx", office(relations=outside))
    put(project, "files/guion.pdf", "%PDF-1.7 /JavaScript (app.alert(1))")
    put(project, "files/roto.docx", b"PK\x03\x04 nothing")


SITUATIONS: dict[str, Callable[[Path], None]] = {
    "kit-agenda": _agenda,
    "kit-change-missing": _no_change,
    "kit-changed-since-release": _changed_since,
    "kit-file-missing": _file_missing,
    "kit-file-unknown": _file_unknown,
    "kit-hours": _hours,
    "kit-licence": _licence,
    "kit-not-frozen": _not_frozen,
    "kit-personal-data": _personal,
    "kit-plan-sessions": _sessions,
    "kit-release-changed": _release_changed,
    "kit-text-form": _text_form,
    "kit-text-missing": _text_missing,
    "kit-worksheet-unknown": _worksheet,
    "upload-active": _active,
}
