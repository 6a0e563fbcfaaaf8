"""Kits: every declared file is there, times add up, licences allow each other, and a released version never changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.place import span_of
from generator.checks.texts import finding
from generator.derive import kits
from generator.derive.kitreleases import changed_files, released
from generator.diagnostics import Diagnostic, Report, define
from generator.model import Record, Site, Span
from generator.schemas import COLLECTIONS
from generator.sources import dialect
from generator.sources.markdown import inspect

HOURS = define(
    "kit-hours", "error",
    es=("El módulo dice {hours} horas y sus sesiones suman {minutes} minutos.", "Corrija «duration_hours» o la duración de las sesiones."),
    en=("The module says {hours} hours and its sessions add up to {minutes} minutes.", "Correct “duration_hours” or the sessions' minutes."),
)
AGENDA = define(
    "kit-agenda", "error",
    es=("La agenda suma {sum} minutos y la sesión dura {minutes}.", "Corrija los minutos de la agenda o «duration_minutes»."),
    en=("The agenda adds up to {sum} minutes and the session lasts {minutes}.", "Correct the agenda's minutes or “duration_minutes”."),
)
TEXT_MISSING = define(
    "kit-text-missing", "error",
    es=("Falta el archivo {name} del kit.", "Escríbalo, o diga por qué no hay textos en ese idioma: untranslated: {{{language}: \"…\"}}."),
    en=("The kit's file {name} is missing.", "Write it, or say why there are no texts in that language: untranslated: {{{language}: \"…\"}}."),
)
TEXT_FORM = define(
    "kit-text-form", "error",
    es=("Aquí no se entiende el texto del kit: {reason}.", "Vea en docs/kits.md lo que se puede escribir."),
    en=("The kit's text cannot be understood here: {reason_en}.", "See docs/kits.md for what may be written."),
)
SESSIONS = define(
    "kit-plan-sessions", "error",
    es=("Los títulos «##» del plan son {found}; las sesiones del módulo son {wanted}.", "Ponga un «## id» por sesión, en el mismo orden."),
    en=("The plan's “##” headings are {found}; the module's sessions are {wanted}.", "Write one “## id” for each session, in the same order."),
)
FILE_UNKNOWN = define(
    "kit-file-unknown", "error",
    es=("El archivo {name} no es de este kit.", "Nómbrelo en «files» si está en files/; si no, bórrelo."),
    en=("The file {name} does not belong to this kit.", "Name it in “files” if it stands in files/; otherwise delete it."),
)
FILE_MISSING = define(
    "kit-file-missing", "error",
    es=("No está el archivo files/{name} del kit.", "Póngalo ahí, o quítelo de «files»."),
    en=("The kit's file files/{name} is not there.", "Put it there, or take it out of “files”."),
)
LICENCE = define(
    "kit-licence", "error",
    es=("Un kit con la licencia {licence} no puede llevar un archivo con {other}.", "Quite el archivo, o cambie la licencia si quien la dio lo permite."),
    en=("A kit under {licence} cannot carry a file under {other}.", "Take the file out, or change the licence if its owner allows it."),
)
PERSONAL = define(
    "kit-personal-data", "error",
    es=("El texto del kit lleva un dato personal: «{excerpt}».", "Quítelo: en un kit no hay personas, correos ni teléfonos."),
    en=("The kit's text holds personal data: “{excerpt}”.", "Take it out: a kit has no persons, e-mail addresses or telephones."),
)
NO_WORKSHEET = define(
    "kit-worksheet-unknown", "error",
    es=("No hay una hoja de trabajo «{id}».", "Use una de las que hay, de w01 en adelante, o agréguela como explica docs/worksheets.md."),
    en=("There is no worksheet “{id}”.", "Use one of those there are, from w01 on, or add it as docs/worksheets.md explains."),
)
NO_CHANGE = define(
    "kit-change-missing", "error",
    es=("Nada dice qué cambió en la versión {version}.", "Agregue a «changes»: version, date y text."),
    en=("Nothing says what changed in version {version}.", "Add version, date and text to “changes”."),
)
RELEASE_CHANGED = define(
    "kit-release-changed", "error",
    es=("Cambió {name}, de una versión ya publicada.", "Recupere el archivo de antes; lo nuevo va en otra versión."),
    en=("{name}, of a released version, has changed.", "Restore the file as it was; what is new goes into another version."),
)
CHANGED_SINCE = define(
    "kit-changed-since-release", "error",
    es=("El kit cambió después de publicarse la versión {version}.", "Suba «version», por ejemplo a {next}, y diga en «changes» qué cambió."),
    en=("The kit has changed since version {version} was released.", "Raise “version”, for instance to {next}, and say in “changes” what changed."),
)
NOT_FROZEN = define(
    "kit-not-frozen", "error",
    es=("La versión {version} todavía no está guardada en releases/.", "Ejecute «cet kit release {kit} {version}», o escriba {version}-draft mientras cambie."),
    en=("Version {version} is not yet kept in releases/.", "Run “cet kit release {kit} {version}”, or write {version}-draft while it changes."),
)

PERSON_DATA = re.compile(r"[\w.+-]{1,64}@[\w-]+\.[\w.]+|(?<![\w./-])(?:\+51[ -]?)?9[0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{3}(?![\w.,-])")


def check_record(site: Site, record: Record, report: Report) -> None:
    if record.collection != kits.COLLECTION:
        return
    _times(site, record, report)
    _uploads(site, record, report)
    for name in changed_files(site, record):
        report.add(RELEASE_CHANGED.at(Span(f"{kits.home(record)}/{kits.RELEASES}/{name}"), (), name=name))
    if record.data.stage == "proposed":
        return
    _version(site, record, report)
    for number, module in enumerate(record.data.modules):
        for place, sheet in enumerate(module.worksheets):
            if not kits.has_worksheet(sheet.id):
                path = ("modules", number, "worksheets", place, "id")
                report.add(NO_WORKSHEET.at(span_of(site, record.file, path), path, id=sheet.id))
    found = kits.read(site, record, report)
    for name in kits.wanted(record):
        if name not in found:
            if not (kits.folder(site, record) / name).exists():
                report.add(TEXT_MISSING.at(span_of(site, record.file, ("languages",)), ("languages",), name=name, language=name.partition("/")[0]))
            continue
        report.extend(_text(site, f"{kits.home(record)}/{name}", found[name]))
        if name.endswith("/plan.md"):
            _plan(record, name, f"{kits.home(record)}/{name}", found[name], report)


def _times(site: Site, record: Record, report: Report) -> None:
    for number, module in enumerate(record.data.modules):
        minutes = [session.duration_minutes for session in module.sessions]
        if module.duration_hours is not None and all(minutes) and module.duration_hours * 60 != sum(minutes):
            path = ("modules", number, "duration_hours")
            report.add(HOURS.at(span_of(site, record.file, path), path, hours=module.duration_hours, minutes=sum(minutes)))
        for place, session in enumerate(module.sessions):
            total = sum(item.minutes for item in session.agenda)
            if session.agenda and session.duration_minutes and total != session.duration_minutes:
                at = ("modules", number, "sessions", place, "agenda")
                report.add(AGENDA.at(span_of(site, record.file, at), at, sum=total, minutes=session.duration_minutes))


def _uploads(site: Site, record: Record, report: Report) -> None:
    home, kit = kits.folder(site, record), record.data
    licence = site.vocabularies["licences"].get(kit.licence)
    for number, upload in enumerate(kit.files):
        path = ("files", number, "file")
        if not (home / kits.UPLOADS / upload.file).is_file():
            report.add(FILE_MISSING.at(span_of(site, record.file, path), path, name=upload.file))
        other = upload.licence or kit.licence
        if licence and other != kit.licence and other not in licence.get("accepts", ()):
            where = ("files", number, "licence")
            report.add(LICENCE.at(span_of(site, record.file, where), where, licence=kit.licence, other=other))
    known = {*kits.wanted(record), *(f"{kits.UPLOADS}/{upload.file}" for upload in kit.files)}
    for file in sorted(home.rglob("*")) if home.is_dir() else ():
        name = file.relative_to(home).as_posix()
        if file.is_file() and name not in known and not name.startswith((f"{kits.RELEASES}/", ".")) and file.name != "README.md":
            report.add(FILE_UNKNOWN.at(Span(f"{kits.home(record)}/{name}"), (), name=name))


def _version(site: Site, record: Record, report: Report) -> None:
    version, path = record.data.version, ("version",)
    place = span_of(site, record.file, path)
    if not any(change.version == version for change in record.data.changes):
        report.add(NO_CHANGE.at(place, path, version=version))
    kept = released(site, record).get(version)
    if kept is None:
        if not version.startswith("0.") and "-" not in version:
            report.add(NOT_FROZEN.at(place, path, version=version, kit=record.id))
    elif kept.generated_from != kits.content_digest(site, record):
        major, minor, patch = version.partition("-")[0].split(".")
        report.add(CHANGED_SINCE.at(place, path, version=version, next=f"{major}.{minor}.{int(patch) + 1}"))


def _text(site: Site, file: str, text: str) -> Iterator[Diagnostic]:
    """The guard for all Markdown, then what the kits' part of it does not know, then what says who somebody is."""
    heavy = False
    for kind, offset, excerpt in inspect(text):
        heavy = heavy or kind == "heavy"
        place = _at(file, text, offset)
        yield from finding(site, kind, excerpt, place, ())
        collection = COLLECTIONS.get(excerpt.removeprefix("record:").partition("/")[0])
        if kind == "target" and collection is not None and collection.may_hold_people:
            yield PERSONAL.at(place, (), excerpt=excerpt)
    if heavy:
        return
    for line, reason, reason_en in dialect.faults(text):
        yield TEXT_FORM.at(Span(file, line, 1), (), reason=reason, reason_en=reason_en)
    for found in PERSON_DATA.finditer(text):
        yield PERSONAL.at(_at(file, text, found.start()), (), excerpt=found[0])


def _plan(record: Record, name: str, file: str, text: str, report: Report) -> None:
    module = next(module for module in record.data.modules if module.id == name.split("/")[1])
    found = [line[3:].strip() for line in text.split("\n") if line.startswith("## ")]
    wanted = [session.id for session in module.sessions]
    if found != wanted:
        report.add(SESSIONS.at(Span(file), (), found=", ".join(found) or "(0)", wanted=", ".join(wanted) or "(0)"))


def _at(file: str, text: str, offset: int) -> Span:
    return Span(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
