"""``cet quarter``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.cli.common import AS_OF, CONTENT, LANG, PROJECT, AsOf, faults, today
from generator.diagnostics import Report
from generator.editing.files import Change, write
from generator.model import Record, Site
from generator.network.package import Packed, package
from generator.network.quarter import Quarter, chosen, quarter_of
from generator.network.receipt import COLLECTION, Difference, difference, file_of, receipt, receipt_id
from generator.reports import FORMATS
from generator.schemas.core.loader import load_files

_SAID = {
    "es": {
        "empty": "{quarter}: ningún registro publicado dice «syndicate: [{network}]» con fecha de ese trimestre. No hay nada que entregar y no se escribió nada.",
        "made": "{out}: registros para {network}: {n}.\nRecibo: {file} (borrador). Cuando lo haya enviado: cet quarter {quarter} --delivered AÑO-MES-DÍA",
        "sent": "{out}: registros para {network}: {n}. Entregado el {day}.\nRecibo: {file}. Agréguelo al repositorio.",
        "same": "{out}: nada cambió desde el recibo {file}.",
        "kept": "{file}: esa entrega ya se hizo el {day}, y un recibo no se vuelve a escribir. Desde entonces cambió: {what}. No se escribió nada.",
        "early": "El trimestre {quarter} termina el {last}: una entrega se anota desde ese día, para que nada quede fuera.",
        "future": "{day} todavía no llega.",
        "open": "El trimestre {quarter} aún no termina ({last}): el paquete puede cambiar.",
        "package": "la forma del paquete",
    },
    "en": {
        "empty": "{quarter}: no published record says “syndicate: [{network}]” with a date in that quarter. There is nothing to deliver and nothing was written.",
        "made": "{out}: records for {network}: {n}.\nReceipt: {file} (a draft). When you have sent it: cet quarter {quarter} --delivered YEAR-MONTH-DAY",
        "sent": "{out}: records for {network}: {n}. Delivered on {day}.\nReceipt: {file}. Add it to the repository.",
        "same": "{out}: nothing changed since the receipt {file}.",
        "kept": "{file}: that delivery was made on {day}, and a receipt is not written again. Changed since: {what}. Nothing was written.",
        "early": "The quarter {quarter} ends on {last}: a delivery is noted from that day on, so that nothing is left out.",
        "future": "{day} has not come yet.",
        "open": "The quarter {quarter} has not ended ({last}): the package may still change.",
        "package": "the package's form",
    },
}


@click.command("quarter")
@click.argument("quarter", metavar="QUARTER")
@click.option("--network", default=None, help="The network it is for.", show_default="the first of networks.yml")
@click.option("--delivered", type=AsOf(), default=None, help="The day on which it was sent: the receipt is published and counts.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=None, show_default="build/deliveries/NETWORK-QUARTER.zip",
              help="The package to write.")
@PROJECT
@AS_OF
@LANG
@faults
def command(quarter: str, network: str | None, delivered: date | None, out: Path | None, project: Path, as_of: date | None, lang: str) -> None:
    """Prepare a quarter's delivery to the network (2026-Q4): a zip to send, and its receipt.

    It holds what is marked for the network and was published or updated in that
    quarter. The receipt is a draft until --delivered says when it was sent; from
    then on it stays as it is. A quarter without anything writes nothing.
    """
    said = _SAID[lang]
    try:
        wanted = quarter_of(quarter)
    except ValueError:
        raise click.BadParameter(f"{quarter!r}: 2026-Q4", param_hint="QUARTER") from None
    day = as_of or today()
    if delivered and delivered < wanted.last:
        raise click.UsageError(said["early"].format(quarter=wanted, last=wanted.last))
    if delivered and delivered > day:
        raise click.UsageError(said["future"].format(day=delivered))
    root = project.resolve()
    read, site = pipeline.prepared(root, day)
    if site is None:
        click.echo(FORMATS["text"](read.report.errors, read.known, lang), err=True)
        sys.exit(CONTENT)
    _deliver(site, wanted, _network(site, network), delivered, out, lang)


def _network(site: Site, network: str | None) -> str:
    known = list(site.vocabularies.get("networks", {}))
    if not known or (network or known[0]) not in known:
        raise click.UsageError(f"--network: {', '.join(known) or 'content/vocabularies/networks.yml'}")
    return network or known[0]


def _deliver(site: Site, quarter: Quarter, network: str, delivered: date | None, out: Path | None, lang: str) -> None:
    said, entries = _SAID[lang], chosen(site, quarter, network)
    if not entries:
        click.echo(said["empty"].format(quarter=quarter, network=network))
        return
    packed = package(site, entries, quarter, network)
    identifier = receipt_id(site, quarter, network)
    file, target = file_of(identifier), out or site.project / "build" / "deliveries" / packed.name
    before = _before(site, identifier)
    found = difference(before, packed) if before else Difference(package=True)
    if before and before.status != "draft" and found:
        click.echo(said["kept"].format(file=file, day=before.data.delivered, what=_what(found) or said["package"]), err=True)
        sys.exit(CONTENT)
    _save(target, packed)
    shown = {"out": target, "file": file, "n": len(entries), "network": network, "quarter": quarter, "day": delivered}
    if before and not found and (before.status != "draft" or not delivered):
        click.echo(said["same"].format(**shown))
    else:
        _write(site, before, file, receipt(site, entries, packed, quarter, network, delivered))
        click.echo(said["sent" if delivered else "made"].format(**shown))
    if site.as_of <= quarter.last and not delivered:
        click.echo(said["open"].format(quarter=quarter, last=quarter.last), err=True)


def _before(site: Site, identifier: str) -> Record | None:
    """The receipt as it stands in its file, be it a draft, which a site for readers does not hold."""
    path = site.project / file_of(identifier)
    return load_files([(COLLECTION, path, file_of(identifier))], Report()).get((COLLECTION, identifier)) if path.exists() else None


def _what(found: Difference) -> str:
    marked = (("+", found.new), ("~", found.changed), ("-", found.gone))
    return ", ".join(f"{mark}{name}" for mark, names in marked for name in names)


def _save(target: Path, packed: Packed) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(packed.content)


def _write(site: Site, before: Record | None, file: str, text: str) -> None:
    write(site.project, [Change(file, "" if before is None else "…", text)])
