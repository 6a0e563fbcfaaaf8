"""A kit with texts, invented to show every form they can have, laid over the small site."""

from __future__ import annotations

from pathlib import Path

from conftest import copy_small

RECORD = "toolkits/kit-ejemplo.yml"

GUIDE = """## Antes de empezar

Lea el [boletín](record:sources/boletin-ejemplo) y la [página oficial](https://ejemplo.test/pagina).

- Sala para **diez** personas
  - con *proyector*
- Pizarra

1. Reciba a la gente.
2. Presente el tema.

## Preguntas frecuentes

> No hace falta saber de energía.

1. Otra cuenta que empieza en uno.
"""
PLAN = """## taller

### Preparación

Copie la hoja.

### Ejercicio 1: leer un recibo

Diga: «¿Cuánto pagó?» Son 40 minutos.
"""
WORKBOOK = """## Leer un recibo

Un recibo tiene tres partes.

### Ejercicio

| Mes | Consumo, kWh | Pago, S/ |
|---|---|---|
| Enero | | |
| Febrero | 1 200 | |

1. ¿Qué mes gastó más?

___
___

2. ¿Por qué?
"""
SLIDES = """## Un recibo tiene tres partes

- Consumo
- Potencia
- Otros cargos

Notas: Pida que cada quien busque las tres.

Luego espere.

## Tarifas

| Tarifa | Para quién |
|---|---|
| BT5B | Casas y comercios |
| MT2 | Industria |

Notes: No lea la tabla.
"""
CHECKLIST = """## Recibos

- [ ] Están los doce meses
- [ ] Son del mismo medidor
"""
TEXTS = {"guide.md": GUIDE, "energia/plan.md": PLAN, "energia/workbook.md": WORKBOOK, "energia/slides.md": SLIDES, "energia/checklist.md": CHECKLIST}


def add_texts(project: Path) -> Path:
    """Give the kit of a project its texts in both languages, an agenda and a first version."""
    for language in ("es", "en"):
        for name, text in TEXTS.items():
            path = project / "toolkits" / "kit-ejemplo" / language / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    rewrite(project, ("stage: proposed", "stage: draft"), ("id: hoja-1", "id: w01"), ("duration_minutes: 180}", """duration_minutes: 180,
         outcomes: [{es: "Recibos leídos", en: "Bills read"}], homework: [{es: "Traer doce recibos.", en: "Bring twelve bills."}],
         agenda: [{minutes: 60, text: {es: "Bienvenida", en: "Welcome"}}, {minutes: 120, text: {es: "Ejercicio 1", en: "Exercise 1"}}]}"""),
            ("sources: [boletin-ejemplo]", """award_criteria: [{es: "Doce meses de datos", en: "Twelve months of data"}]
changes: [{version: 0.1.0, date: 2026-11-23, text: {es: "Primera versión.", en: "First version."}}]
sources: [boletin-ejemplo]"""))
    return project


def rewrite(project: Path, *pairs: tuple[str, str], file: str = RECORD) -> None:
    """Replace parts of a file, each of which must be there."""
    path = project / file
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def with_kit(target: Path) -> Path:
    """The small site with a kit to download."""
    return add_texts(copy_small(target))
