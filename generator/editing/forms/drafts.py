"""An answered form -> drafts: the record, and its source and organisation where the site does not have them yet.

Nothing is lost: what has no field stands as a remark at the end of the file. Nothing is taken over that somebody would have
to answer for: without the permission ticked, or with an e-mail address or telephone in it, there is no draft.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from rapidfuzz import fuzz, process

from generator.checks.references import DANGLING
from generator.diagnostics import Fault, Report, printable
from generator.editing.edits import order_of
from generator.editing.files import Change
from generator.editing.forms import rules
from generator.editing.forms.answers import Answer, Answered, answered
from generator.editing.forms.choices import plain
from generator.editing.forms.opportunity import STATES
from generator.editing.forms.questions import Question
from generator.editing.forms.reading import Part, Reader, private
from generator.editing.rewrite import alike, applied, fresh
from generator.editing.schema import modeline
from generator.editing.skeleton import refusal
from generator.editing.verdict import verdicts
from generator.model import FieldPath, Site, Span
from generator.render.pages import slugify
from generator.schemas import COLLECTIONS, Collection
from generator.sources.yaml import parse

SIMILAR = 88  # of 100: as similar as the name of an organisation must be to be pointed out
WORDS, LONG = 6, 48  # words of a title, and characters, in an identifier
_HEAD = (
    "# Borrador hecho de un formulario: léalo con la fuente delante y dígalo también en el otro idioma.\n"
    "# Draft made of a form: read it with the source at hand, and say it in the other language too.\n"
)
_LEFT = "# Del formulario, sin campo propio. Bórrelo cuando esté resuelto. / From the form, without a field of its own. Delete it once settled.\n"
_LEGAL = re.compile(r" (?:s ?a(?: ?[ac])?|s ?r ?l|s ?c ?r ?l|e ?i ?r ?l|ltda)$")  # S.A., S.A.C., S.R.L., E.I.R.L.: not what a firm is known by
_BOX = re.compile(r"\s*[-*]\s*\[( |x|X)\]\s*(.*)")


@dataclass(frozen=True)
class Draft:
    """One record to be: its collection, its id, what makes it, and what is said below it."""

    collection: Collection
    id: str
    part: Part
    left: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        return f"{self.collection.home}/{self.id}.yml"

    def text(self) -> str:
        order = partial(order_of, self.collection.model)
        left = _LEFT + "".join(f"# {re.sub(' {9,}', ' ', printable(line))}".rstrip() + "\n" for line in self.left) if self.left else ""
        return f"{modeline(self.collection)}\n{_HEAD}{fresh(self.part.edits, order)}{left}"


def drafts(site: Site, file: str, text: str, key: str, day: date, report: Report) -> list[Change]:
    """The files that this form becomes. Nothing is to be written where ``report`` then holds an error."""
    form = answered(file, text, report)
    if form is None:
        return []
    made = _Drafts(site, form, key, day, report).made()
    if not report.errors:
        _judge(site, made, form, report)
    return [] if report.errors else [Change(draft.file, "", draft.text()) for draft in made]


class _Drafts:
    def __init__(self, site: Site, form: Answered, key: str, day: date, report: Report) -> None:
        self._site, self._form, self._key, self._day, self._report = site, form, key, day, report
        self._given = {name: answer for name, answer in form.answers.items() if answer.lines}

    def made(self) -> list[Draft]:
        """The drafts, each after those it cites."""
        self._required()
        self._permission()
        language = self._chosen("language") or self._site.settings.order[0]
        target = self._chosen("offer") or self._form.form.collections[0]
        source, source_id = self._source(language)
        reader = Reader(self._site, self._form, source_id, language, self._report)
        firm, firm_id, like = self._organisation(reader, source_id, target)
        main = self._main(reader, target, source_id, firm_id, like)
        return [draft for draft in (source, firm, main) if draft]

    def _required(self) -> None:
        for question in self._form.form.questions:
            if question.required and question.id not in self._given:
                if question.id == "state_note" and self._chosen("offer") != "credit_lines":
                    continue
                self._missing(question)

    def _missing(self, question: Question) -> None:
        place = self._form.answers.get(question.id)
        self._report.add(rules.MISSING.at(place.span if place else self._form.span, question=question.label["es"], question_en=question.label["en"], heading=question.heading))

    def _permission(self) -> None:
        question, answer = self._form.form.question("permission"), self._given.get("permission")
        boxes = {step: found for step, line in enumerate(answer.lines) if (found := _BOX.fullmatch(line))} if answer else {}
        for _, label in question.options:
            here = [(step, found[1]) for step, found in boxes.items() if any(plain(words) in plain(found[2]) for words in label.values())]
            if answer and all(tick == " " for _, tick in here):
                self._report.add(rules.PERMISSION.at(answer.at(here[0][0] if here else 0), question=question.label["es"], question_en=question.label["en"], box=label["es"], box_en=label["en"]))

    def _chosen(self, name: str) -> str | None:
        answer = self._given.get(name)
        if answer is None:
            return None
        question = self._form.form.question(name)
        return Reader(self._site, self._form, "", "", self._report).choice(question, question, answer.text, answer.span)

    def _source(self, language: str) -> tuple[Draft | None, str]:
        """The source, and its id; None where the site has it."""
        collection, part = COLLECTIONS["sources"], Part(COLLECTIONS["sources"].model)
        reader = Reader(self._site, self._form, "", language, self._report)
        self._fill(reader, part, "source", "sources")
        values = {edit.path: edit.value for edit in part.edits}
        title, address = str(values.get(("title",), "")), values.get(("url",))
        for (kind, name), entry in self._site.entries.items():
            if kind == "sources" and ((address and entry.card.get("url") == address) or plain(title) in {plain(word) for word in entry.title.values()}):
                return None, name
        name = self._free("sources", "-".join(filter(None, (slugify(str(values.get(("publisher",), ""))), str(values.get(("year",), "")), _short(title)))))
        _frame(part, name, self._day)
        return Draft(collection, name, part), name

    def _organisation(self, reader: Reader, source: str, target: str) -> tuple[Draft | None, str | None, tuple[str, ...]]:
        """The organisation that a case or an opportunity names: the site's own, else a draft, with those of a similar name."""
        asked = next((question for question in self._form.form.questions if question.goal == "organisation" and question.kind == "line"), None)
        answer = self._given.get(asked.id) if asked else None
        if asked is None or answer is None:
            return None, None, ()
        name = " ".join(answer.text.split())
        names = self._organisations()
        same = next((key for key, words in names.items() if _known_as(name) in words), None)
        if same:
            return None, same, ()
        near = process.extract(_known_as(name), {key: max(words, key=len) for key, words in names.items() if words}, scorer=fuzz.token_set_ratio, score_cutoff=SIMILAR, limit=3)
        collection, part = COLLECTIONS["organisations"], Part(COLLECTIONS["organisations"].model)
        self._fill(reader, part, "organisation", "organisations")
        if ("kind",) not in {edit.path for edit in part.edits} and target == "case_studies":
            part.put(("kind",), "company", (asked, answer.span))
        about = next(question for question in self._form.form.questions if question.goal == "organisation" and question.paths.get("organisations") == ("summary",))
        if about.id not in self._given:
            self._missing(about)
        for name_ in ("country", "region", "locality", "sector"):
            question = next((question for question in self._form.form.questions if question.id == name_), None)
            if question and name_ in self._given and target == "case_studies":
                path: FieldPath = ("sector",) if name_ == "sector" else ("place", name_)
                reader.read(question, self._given[name_], part, path)
        part.put(("sources",), (source,))
        key = self._free("organisations", _short(name))
        _frame(part, key, self._day)
        return Draft(collection, key, part), key, tuple(key for _, _, key in near)

    def _organisations(self) -> dict[str, set[str]]:
        """What each organisation of the site is called."""
        return {key[1]: {_known_as(word) for texts in (entry.title, entry.card.get("acronym") or {}) for word in texts.values()}
                for key, entry in self._site.entries.items() if key[0] == "organisations"}

    def _main(self, reader: Reader, target: str, source: str, firm: str | None, like: tuple[str, ...]) -> Draft:
        collection = COLLECTIONS[target]
        part = Part(collection.model)
        self._fill(reader, part, "record", target)
        if target in STATES:
            part.edits = [replace(edit, value=STATES[target][edit.value]) if edit.path == ("state",) else edit for edit in part.edits]
        if firm:
            for path in {"case_studies": ("organisation",), "credit_lines": ("funder",), "trainings": ("provider",), "events": ("partners", 0, "organisation")}[target],:
                part.put(path, firm)
        if target == "credit_lines":
            part.put(("rules", 0, "id"), f"reglas-{self._day.year}")
            for language, words in (("es", "Reglas según la fuente"), ("en", "Rules according to the source")):
                part.put(("rules", 0, "name", language), words, text=True, language=True)
            part.put(("rules", 0, "sources"), (source,))
        part.put(("sources",), (source,))
        title = next((edit.value for edit in part.edits if edit.path[:1] == ("title",)), "")
        place = next((edit.value for edit in part.edits if edit.path == ("place", "country")), "")
        about = firm if target == "case_studies" and firm else _short(str(title))
        key = self._key or self._free(target, f"{str(place).lower()}-{about}" if target == "case_studies" and place else about)
        self._report.extend(refusal(collection, key))
        if target == "organisations":
            known = next((name for name, words in self._organisations().items() if _known_as(str(title)) in words), None)
            if known:
                question, span = part.place("title") or (self._form.form.question("name"), self._form.span)
                self._report.add(rules.VALUE.at(span, question=question.label["es"], question_en=question.label["en"], row="", row_en="", value=title,
                                                problem=f"ya está en el directorio ({known})", problem_en=f"it is in the directory already ({known})",
                                                cure=f"el cambio en {collection.home}/{known}.yml", cure_en=f"the change into {collection.home}/{known}.yml"))
        if (target, key) in self._site.entries:
            self._report.add(rules.VALUE.at(self._form.span, question="id", question_en="id", row="", row_en="", value=key, problem="ya existe", problem_en="it exists already",
                                            cure="otro con --id", cure_en="another one with --id"))
        _frame(part, key, self._day)
        return Draft(collection, key, part, (*self._left(target, firm), *(f"organisation: ¿es «{name}»? / is it “{name}”?" for name in like)))

    def _fill(self, reader: Reader, part: Part, goal: str, target: str) -> None:
        for question in self._form.form.questions:
            answer = self._given.get(question.id)
            if answer and question.goal == goal and target in question.paths:
                reader.read(question, answer, part, question.paths[target])

    def _left(self, target: str, firm: str | None) -> Iterator[str]:
        """What was written and has no field in this record."""
        spare = [(question, self._given[question.id]) for question in self._form.form.questions
                 if question.id in self._given and (question.id == "other" or (question.goal == "record" and target not in question.paths)
                                                    or (question.goal == "organisation" and (firm is None or (firm and ("organisations", firm) in self._site.entries and question.id in ("about", "provider_about")))))]
        for question, answer in spare:
            private(question, answer, self._report)
            yield f"{question.heading}:"
            yield from (f"  {line}" for line in answer.lines)
        private(self._form.form.question("other"), Answer(self._form.loose, self._form.span), self._report)
        yield from self._form.loose

    def _free(self, collection: str, wish: str) -> str:
        words = [word for word in re.split(r"[^a-z0-9]+", wish.lower()) if word]
        while len("-".join(words)) > LONG and len(words) > 1:
            words.pop()
        key = "-".join(words)[:LONG] or "sin-nombre"
        number = 1
        name = key
        while (collection, name) in self._site.entries or (self._site.project / COLLECTIONS[collection].home / f"{name}.yml").exists():
            number += 1
            name = f"{key}-{number}"
        return name


def _frame(part: Part, key: str, day: date) -> None:
    part.put(("id",), key)
    part.put(("status",), "draft")
    part.put(("updated",), day)


def _known_as(name: str) -> str:
    return _LEGAL.sub("", plain(name))


def _short(title: str) -> str:
    return "-".join(slugify(title).split("-")[:WORDS])


def _judge(site: Site, made: list[Draft], form: Answered, report: Report) -> None:
    """What the schemas and the rules say of the drafts, at the question behind each value."""
    def placed(draft: Draft) -> Callable[[str], Span]:
        return lambda field: Span(draft.file) if (found := draft.part.place(field)) is None else found[1]

    records: list[tuple[Collection, str, Any, Callable[[str], Span]]] = [
        (draft.collection, draft.file, applied({}, draft.part.edits), placed(draft)) for draft in made]
    by_file = {draft.file: draft for draft in made}
    for draft in made:
        read = Report()
        document = parse(draft.file, draft.text(), read)
        for found in read.errors:  # what no file may hold, such as a character that nobody can see
            report.add(rules.CHECK.at(form.span, (), question=draft.file, question_en=draft.file, said=found.message("es"), said_en=found.message("en"),
                                      cure=found.cure("es"), cure_en=found.cure("en")))
        if document is not None and not alike(document.value, applied({}, draft.part.edits)):
            raise Fault(f"{draft.file}: no se pudo escribir sin alterar otra cosa / could not be written without altering something else")
    if report.errors:
        return
    own = {(draft.collection.id, draft.id) for draft in made}
    for file, found in verdicts(site, records):
        said = dict(found.arguments)
        if found.rule is DANGLING and (said["collection"], said["value"]) in own:  # what is wrong with that draft is said there
            continue
        place = by_file[file].part.place(found.field)
        question = place[0].label if place else {"es": found.field or "·", "en": found.field or "·"}
        report.add(rules.CHECK.at(place[1] if place else form.span, (), question=question["es"], question_en=question["en"], said=found.message("es"), said_en=found.message("en"),
                                  cure=found.cure("es"), cure_en=found.cure("en")))

