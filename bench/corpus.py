"""A synthetic corpus of the project's own schema: realistic in size and shape, invented in content.

Each case has 4 KB on average, both languages, five to eight measures. The same number gives the same bytes anywhere.
Words are as frequent as in a language: the r-th has a share of about 1/r (Zipf), because an index of words costs what the
frequent ones cost. Nothing of it is ever published.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

COMMON_ES = "de la el en con y para por del una"
COMMON_EN = "the of and in with to for a on by"
FIELD_ES = ("agua caldera horno planta proceso vapor motor fibra lote baño tinte sello prensa línea molino tanque bomba filtro ahorro medida "
            "equipo turno aislamiento control consumo residuo insumo energía reúso mejora")
FIELD_EN = ("water boiler kiln plant process steam motor fibre batch bath dye seal press line mill tank pump filter saving measure "
            "equipment shift insulation control use waste input energy reuse improvement")
RARE = 6000  # further words, made of syllables
SECTORS = ("10", "11", "13", "15", "17", "20", "23", "24", "25", "31")
REGIONS = ("PE-LIM", "PE-ARE", "PE-CUS", "PE-PIU", "PE-ICA", "PE-LAL", "PE-TAC", "PE-JUN")
THEMES = ("energy-efficiency", "water-effluents", "solid-waste", "process-optimisation", "cleaner-production", "air-climate")
TYPES = ("good-housekeeping", "input-change", "process-control", "equipment-modification", "technology-change", "on-site-reuse")
RESOURCES = (("electricity", "kWh"), ("water", "m3"), ("diesel", "gal_us"), ("waste", "t"), ("raw_material", "t"), ("chemicals", "kg"))


@dataclass(frozen=True)
class Vocabulary:
    """The words of a language, most frequent first, and the running sums of their shares."""

    words: tuple[str, ...]
    shares: tuple[float, ...]


def vocabulary(common: str, field: str, seed: int) -> Vocabulary:
    """These words and ``RARE`` made-up ones, in shares of 1/rank."""
    dice = random.Random(seed)
    syllables = [consonant + vowel for consonant in ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v"] for vowel in "aeiou"]
    rare = ("".join(dice.choices(syllables, k=dice.randint(2, 4))) for _ in range(RARE))
    words = tuple(dict.fromkeys([*common.split(), *field.split(), *rare]))
    return Vocabulary(words, tuple(accumulate(1 / (rank + 2) for rank in range(len(words)))))


ES, EN = vocabulary(COMMON_ES, FIELD_ES, 1), vocabulary(COMMON_EN, FIELD_EN, 2)


def sentence(language: Vocabulary, dice: random.Random, length: int) -> str:
    text = " ".join(dice.choices(language.words, cum_weights=language.shares, k=length))
    return text[0].upper() + text[1:] + "."


def both(dice: random.Random, length: int) -> tuple[str, str]:
    return sentence(ES, dice, length), sentence(EN, dice, length)


def case(number: int, practices: list[str]) -> str:
    """One case as YAML text."""
    dice = random.Random(number)
    es, en = both(dice, 6)
    lines = [
        f"id: banco-{number:06d}", "status: published", "updated: 2026-11-23",
        f"title: {{es: \"{es[:-1]} {number}\", en: \"{en[:-1]} {number}\"}}",
        "summary: {{es: \"{}\", en: \"{}\"}}".format(*both(dice, 11)),
        "organisation: banco-empresa", "areas: [pml]", f"themes: [{', '.join(dice.sample(THEMES, 2))}]",
        f"sector: \"{dice.choice(SECTORS)}\"", f"place: {{country: PE, region: {dice.choice(REGIONS)}, locality: Lugar {number % 97}}}",
        f"period: {{baseline: {2000 + number % 20}, after: {2001 + number % 20}}}",
        "problem:", "  es: \"{}\"\n  en: \"{}\"".format(*both(dice, 18)),
        "measures:",
    ]
    for place in range(dice.randint(5, 8)):
        resource, unit = dice.choice(RESOURCES)
        lines += [
            f"  - practice: {dice.choice(practices)}", f"    type: {dice.choice(TYPES)}", "    status: implemented",
            "    title: {{es: \"{}\", en: \"{}\"}}".format(*both(dice, 3)),
            f"    investment: {{amount: {dice.randint(1, 900) * 100}, currency: USD, year: 2008, source: fuente}}",
            f"    annual_saving: {{amount: {dice.randint(1, 900) * 50}.50, currency: USD, year: 2008, basis: estimated, source: fuente}}",
        ]
        if place == 0 or dice.random() < 0.7:  # not every measure saves something that is counted
            lines += [
                "    effects:",
                f"      - {{resource: {resource}, change: -{dice.randint(10, 99999)}, unit: {unit}, change_percent: -{dice.randint(2, 80)}, period: year, source: fuente}}",
            ]
    lines += [
        "benefits:",
        "  - {{kind: working-conditions, text: {{es: \"{}\", en: \"{}\"}}, source: fuente}}".format(*both(dice, 8)),
        "lessons:", "  es: \"{}\"\n  en: \"{}\"".format(*both(dice, 14)),
        "sources: [fuente]",
    ]
    return "\n".join(lines) + "\n"


def write_project(repository: Path, target: Path, count: int) -> None:
    """A project of ``count`` cases with the repository's vocabularies, practices and theme, and nothing else of it."""
    shutil.rmtree(target, ignore_errors=True)
    for name in ("content/vocabularies", "content/practices", "theme_overrides"):
        shutil.copytree(repository / name, target / name)
    shutil.copy(repository / "mkdocs.yml", target / "mkdocs.yml")
    practices = sorted(path.stem for path in (target / "content" / "practices").glob("*.yml"))
    for path in (target / "content" / "practices").glob("*.yml"):
        kept = path.read_text(encoding="utf-8").split("\nsources:")[0] + "\n"
        path.write_text(kept, encoding="utf-8")
    (target / "content" / "pages" / "es").mkdir(parents=True)
    (target / "content" / "organisations").mkdir()
    (target / "content" / "sources").mkdir()
    (target / "content" / "site.yml").write_text(
        "url: https://bench.invalid/\nauthority: bench.invalid,2026\nlanguages: [{code: es, name: Español}, {code: en, name: English}]\n"
        "name: Banco\ntagline: {es: Banco de pruebas, en: Test bench}\n"
        "home: {title: {es: Banco, en: Bench}, lead: {es: Banco, en: Bench}, description: {es: Banco, en: Bench}}\n"
        "menu: [{section: cases, label: {es: Casos, en: Cases}, to: \"collection:case_studies\"}]\n", encoding="utf-8")
    (target / "content" / "organisations" / "banco-empresa.yml").write_text(
        "id: banco-empresa\nstatus: published\nupdated: 2026-11-23\ntitle: Empresa del banco\nkind: company\n"
        "summary: {es: Inventada., en: Invented.}\nsources: [fuente]\n", encoding="utf-8")
    (target / "content" / "sources" / "fuente.yml").write_text(
        "id: fuente\nstatus: published\nupdated: 2026-11-23\ntitle: Fuente del banco\nlanguage: es\nkind: report\nread: whole\n",
        encoding="utf-8")
    cases = target / "case_studies"
    cases.mkdir()
    for number in range(count):
        (cases / f"banco-{number:06d}.yml").write_text(case(number, practices), encoding="utf-8")
