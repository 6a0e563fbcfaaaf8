"""A form as the code host sends it: a heading for each question, and what was answered below it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.editing.forms.choices import options_of
from generator.editing.forms.questions import Form
from generator.model import Site


def issue(site: Site, form: Form, answers: Mapping[str, str]) -> str:
    """The text; an answer to a choice is an id, or several with commas between them; ``permission`` may leave boxes empty."""
    parts = []
    for question in form.questions:
        given = answers.get(question.id, "")
        if question.kind in ("choice", "choices") and given:
            words = dict(options_of(site, question))
            given = ", ".join(words.get(key.strip(), key) for key in given.split(","))
        if question.kind == "ticks":
            boxes = given.split(",") if given else [key for key, _ in question.options]
            given = "\n".join(f"- [{'X' if key in boxes else ' '}] {' / '.join(label.values())}" for key, label in question.options)
        parts.append(f"### {question.heading}\n\n{given or '_No response_'}")
    return "\n\n".join(parts)


SOURCE = {
    "source_title": "Informe inventado de una planta inventada", "source_publisher": "Planta Inventada", "source_year": "2024",
    "source_kind": "report", "source_language": "es", "source_read": "whole",
}
SEVEN = {  # invented, to try the form; never content
    "language": "es", "title": "Un taller inventado usa menos de siete recursos", "summary": "Un taller inventado cambió su baño y su caldero y redujo siete consumos.",
    "organisation": "Taller Inventado S. A.", "about": "Taller inventado que curte pieles para esta prueba.", "country": "PE", "region": "PE-ARE", "locality": "Río Seco",
    "sector": "15", "size": "small", "areas": "pml", "themes": "cleaner-production,water-effluents", "baseline": "2023", "after": "2024",
    "problem": "El baño se botaba entero.\n\nEl caldero no tenía aislamiento.",
    "measures": "Qué se hizo | Tipo | Estado | Inversión | Ahorro al año\n"
                "Reúso del baño | Recuperación y reúso en planta | Implementada | S/ 8 000 (2023) | más de S/ 12,500.50\n"
                "Aislamiento del caldero | | Implementada | US$ 440 | ",
    "effects": "Recurso | Cambio | Unidad | Cada | Antes | Después | Cómo se sabe | Medida n.º | Página\n"
               "Agua | -555 | m³ | año | | | Medido | 1 | p. 3\n"
               "Sal común | -21 500 kg (-44 %) | | año | | | Medido | 1\n"
               "Sulfuro de sodio | -24 % | | | | | Estimado | 1\n"
               "Cal | | kg | año | 6 375 | 4 845 | | 1\n"
               "Sales de cromo | cerca de -15 % | | | | | | 1\n"
               "Gas natural | −500 | MPC | año | | | | 2\n"
               "Energía eléctrica | bajó\n",
    "benefits": "Menos olor en el barrio | Comunidad y vecinos", "lessons": "Medir primero.", "cautions": "Los ahorros son de un solo año.\nNo se midió el lodo.",
    **SOURCE, "other": "El laboratorio tiene otra cifra de agua.",
}
