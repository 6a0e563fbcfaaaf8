"""Record and texts of a kit -> the blocks of its documents, once for all formats.

Headings count from 1 in every document. To the blocks of :mod:`generator.sources.dialect` comes ``label``: a line in bold
that is no heading of the contents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.derive.kits import GUIDE
from generator.kits.frame import Frame
from generator.sources.dialect import Block, Run, plain

_NOTES = re.compile(r"(?:Notas|Notes): *")


@dataclass(frozen=True)
class Document:
    """One document, whatever format it gets. ``over`` is the line above its title, ``kind`` what it is in the reader's words."""

    title: str
    over: str
    kind: str
    blocks: tuple[Block, ...]
    contents: bool = False  # begins with a list of its headings


@dataclass(frozen=True)
class Slide:
    """A slide: what it shows, and what the speaker reads."""

    title: str
    blocks: tuple[Block, ...]
    notes: str


def guide(frame: Frame, kit: Any, texts: Mapping[str, str]) -> Document:
    """The facilitator's guide: its own text, the modules at a glance, every session plan, the criteria of the award."""
    blocks = [*_raised(frame.blocks(texts[f"{frame.language}/{GUIDE}"])), *_overview(frame, kit)]
    if kit.results:
        blocks += [_heading(1, frame.t("kits.results")), _items([frame.text(one) for one in kit.results])]
    for number, module in enumerate(kit.modules, 1):
        blocks += [_heading(1, _module_title(frame, number, module)), *_module_facts(frame, module)]
        blocks += _plan(frame, module, texts, 2)
    if kit.award_criteria:
        blocks += [_heading(1, frame.t("toolkits.criteria")), {"kind": "boxes", "items": [_runs(frame.text(one)) for one in kit.award_criteria]}]
    if kit.background:
        blocks += [_heading(1, frame.t("toolkits.background")), *frame.blocks(frame.text(kit.background))]
    return Document(frame.title, frame.t("kits.role.guide"), frame.t("kits.role.guide"), (*blocks, *_ending(frame, frame.t("kits.role.guide"))), True)


def plan(frame: Frame, number: int, module: Any, texts: Mapping[str, str]) -> Document:
    """The session plans of one module."""
    return _document(frame, number, module, "plan", [*_module_facts(frame, module), *_plan(frame, module, texts, 1)])


def workbook(frame: Frame, number: int, module: Any, texts: Mapping[str, str]) -> Document:
    """The participant's workbook of one module."""
    return _document(frame, number, module, "workbook", _raised(frame.blocks(texts[f"{frame.language}/{module.id}/workbook.md"])), contents=True)


def checklist(frame: Frame, number: int, module: Any, texts: Mapping[str, str]) -> Document:
    """The checklist of one module, with room for who filled it in and when."""
    head: list[Block] = [{"kind": "table", "columns": 3, "head": [_runs(frame.t(f"kits.fill.{name}")) for name in ("company", "by", "date")],
                          "rows": [[[], [], []]]}]
    return _document(frame, number, module, "checklist", [*head, *_raised(frame.blocks(texts[f"{frame.language}/{module.id}/checklist.md"]))])


def slides(frame: Frame, module: Any, texts: Mapping[str, str]) -> list[Slide]:
    """The slides of one module: each heading begins one, a paragraph that begins with «Notas:» is for the speaker."""
    found: list[Slide] = []
    title, shown, notes = "", list[Block](), list[str]()

    def done() -> None:
        if title or shown:
            found.append(Slide(title, tuple(shown), "\n".join(notes)))

    for block in frame.blocks(texts[f"{frame.language}/{module.id}/slides.md"]):
        words = plain(block["text"]) if block["kind"] == "text" else ""
        if block["kind"] == "heading" and block["level"] == 2:
            done()
            title, shown, notes = plain(block["text"]), [], []
        elif _NOTES.match(words) or (notes and block["kind"] in ("text", "list")):
            notes += [_NOTES.sub("", words, count=1)] if words else [f"– {line}" for line in _lines(block)]
        else:
            shown.append(block)
    done()
    return found


def _lines(block: Block) -> Iterator[str]:
    for item in block["items"]:
        yield " ".join(plain(part["text"]) for part in item if part["kind"] == "text")


def _document(frame: Frame, number: int, module: Any, role: str, blocks: list[Block], *, contents: bool = False) -> Document:
    kind, title = frame.t(f"kits.role.{role}"), _module_title(frame, number, module)
    return Document(title, f"{frame.title} · {kind}", kind, (*blocks, *_ending(frame, f"{kind}: {title}")), contents)


def _module_title(frame: Frame, number: int, module: Any) -> str:
    return frame.t("kits.module", n=number, title=frame.text(module.title))


def _heading(level: int, text: str) -> Block:
    return {"kind": "heading", "level": level, "text": _runs(text)}


def _label(text: str) -> Block:
    return {"kind": "label", "text": _runs(text)}


def _runs(text: str) -> list[Run]:
    return [{"t": text}] if text else []


def _raised(blocks: list[Block]) -> list[Block]:
    """A text's «##» is its document's first level."""
    return [{**block, "level": block["level"] - 1} if block["kind"] == "heading" else block for block in blocks]


def _items(texts: list[str], *, ordered: bool = False) -> Block:
    return {"kind": "list", "ordered": ordered, "start": 1, "items": [[{"kind": "text", "text": _runs(text)}] for text in texts]}


def _overview(frame: Frame, kit: Any) -> list[Block]:
    """The modules in one table: what each is about, how long it takes, its worksheets."""
    rows = [[_runs(str(number)), _runs(frame.text(module.title)), _runs(_length(frame, module)), _runs(", ".join(sheet.id for sheet in module.worksheets))]
            for number, module in enumerate(kit.modules, 1)]
    head = [_runs(frame.t("kits.number")), _runs(frame.t("toolkits.modules")), _runs(frame.t("toolkits.duration")), _runs(frame.t("toolkits.worksheets"))]
    return [_heading(1, frame.t("kits.overview")), {"kind": "table", "columns": 4, "head": head, "rows": rows}]


def _length(frame: Frame, module: Any) -> str:
    minutes = [session.duration_minutes for session in module.sessions]
    return _time(frame, sum(minutes)) if minutes and all(minutes) else ""


def _time(frame: Frame, minutes: int) -> str:
    return frame.n("toolkits.hours", minutes // 60) if minutes % 60 == 0 else frame.n("toolkits.minutes", minutes)


def _module_facts(frame: Frame, module: Any) -> list[Block]:
    blocks = frame.blocks(frame.text(module.objectives)) if module.objectives else []
    if module.worksheets:
        blocks += [_label(frame.t("toolkits.worksheets")), _items([f"{sheet.id}: {frame.text(sheet.title)}" for sheet in module.worksheets])]
    return blocks


def _plan(frame: Frame, module: Any, texts: Mapping[str, str], level: int) -> list[Block]:
    """The module's plan with each session's frame under its heading."""
    sessions = {session.id: session for session in module.sessions}
    found: list[Block] = []
    for block in frame.blocks(texts[f"{frame.language}/{module.id}/plan.md"]):
        if block["kind"] != "heading":
            found.append(block)
        elif block["level"] == 2 and (session := sessions.get(plain(block["text"]))):
            found += _session(frame, session, level)
        else:
            found.append({**block, "level": level + block["level"] - 2})
    return found


def _session(frame: Frame, session: Any, level: int) -> list[Block]:
    kind = frame.t(f"toolkits.session.{session.kind}")
    length = f", {_time(frame, session.duration_minutes)}" if session.duration_minutes else ""
    blocks = [_heading(level, frame.text(session.title)), {"kind": "text", "text": [{"t": f"{kind}{length}", "bold": True}]}]
    if session.outcomes:
        blocks += [_label(frame.t("kits.outcomes")), _items([frame.text(one) for one in session.outcomes])]
    if session.agenda:
        begins = 0
        rows: list[list[list[Run]]] = []
        for item in session.agenda:
            rows.append([_runs(_clock(begins)), _runs(str(item.minutes)), _runs(frame.text(item.text))])
            begins += item.minutes
        head = [_runs(frame.t(f"kits.agenda.{name}")) for name in ("from", "minutes", "what")]
        blocks += [_label(frame.t("kits.agenda.title")), {"kind": "table", "columns": 3, "head": head, "rows": rows}]
    if session.homework:
        blocks += [_label(frame.t("kits.homework")), _items([frame.text(one) for one in session.homework])]
    return blocks


def _clock(minutes: int) -> str:
    """Time since the session began: 1:05."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def _ending(frame: Frame, document: str) -> list[Block]:
    """What may be done with a document, how to cite it, and what it is not."""
    licence: list[Run] = [{"t": frame.licence, **({"url": frame.licence_url} if frame.licence_url else {})}]
    return [
        _heading(1, frame.t("kits.ending")),
        {"kind": "note", "blocks": [{"kind": "text", "text": [{"t": f"{frame.t('toolkits.limits')} ", "bold": True}, {"t": frame.limits}]}]},
        {"kind": "text", "text": [{"t": f"{frame.t('toolkits.licence')}: ", "bold": True}, *licence]},
        {"kind": "text", "text": [{"t": f"{frame.t('kits.cite')}: ", "bold": True}, {"t": frame.citation(document)}]},
        {"kind": "text", "text": [{"t": f"{frame.version}. {frame.shown_updated}. "}, {"t": frame.url, "url": frame.url}]},
    ]
