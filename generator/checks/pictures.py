"""Pictures: there, harmless, described in every language, and with the consent of whoever can be recognised."""

from __future__ import annotations

from generator.checks.place import span_of
from generator.diagnostics import Report, define
from generator.model import Record, Site
from generator.schemas.core.pictures import pictures_of
from generator.sources.pictures import Seen, inspect, whole

REFUSED = define(
    "picture-refused", "error",
    es=("La imagen «{file}» no se puede usar: {reason}.", "Ponga en {folder}/ una foto .jpg, .png o .webp de hasta 25 MB y 60 millones de puntos, guardada de nuevo si está dañada."),
    en=("The picture “{file}” cannot be used: {reason_en}.", "Put a photo into {folder}/ as .jpg, .png or .webp, up to 25 MB and 60 million pixels, saved again if it is damaged."),
)
NO_ALT = define(
    "picture-without-text", "error",
    es=("Falta en «{language}» el texto alternativo de la imagen.", "Escriba en una frase lo que se ve: alt: {{{language}: \"…\"}}."),
    en=("The picture’s alternative text is missing in “{language}”.", "Say in a sentence what it shows: alt: {{{language}: \"…\"}}."),
)
NO_CONSENT = define(
    "picture-without-consent", "warning",
    es=("En la imagen se reconoce a personas y su consentimiento falta, se retiró o venció: no se muestra en ninguna parte.", "Escriba «people_consent» con su fecha, o quite la imagen y borre su archivo."),
    en=("People can be recognised in the picture and their consent is missing, withdrawn or expired: it is shown nowhere.", "Write “people_consent” with its date, or take the picture out and delete its file."),
)


def check_record(site: Site, record: Record, report: Report) -> None:
    folder = record.file.removesuffix(".yml")
    for number, picture in enumerate(pictures_of(record.data)):
        path = ("pictures", number)
        place = span_of(site, record.file, (*path, "file"))
        seen = inspect(site.project / folder / picture.file)
        reason = whole(site.project / folder / picture.file) if isinstance(seen, Seen) else seen
        if reason:
            report.add(REFUSED.at(place, (*path, "file"), file=picture.file, folder=folder, reason=reason[0], reason_en=reason[1]))
        for language in site.settings.order:
            if language not in picture.alt:
                report.add(NO_ALT.at(span_of(site, record.file, (*path, "alt")), (*path, "alt"), language=language))
        if not picture.may_be_shown(site.as_of):
            report.add(NO_CONSENT.at(place, path))
