"""The texts of a kit -> blocks that every writer of documents understands; and what in them will not work.

A small part of Markdown, read line by line in time proportional to the text: headings of two levels, paragraphs, lists
inside at most one other, boxes to tick, tables, notes, lines to write on; bold, italic and links within.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

Run = dict[str, Any]  # {"t": text} with any of "bold", "italic", "url"; the form that sheets are set from
Block = dict[str, Any]  # "kind" and what belongs to it, see blocks()
Link = Callable[[str], str | None]  # a link's target as written -> a full address; None: only the words stay

MOST_COLUMNS = 9  # of a table: more would not fit the width of A4
_HEADING = re.compile(r"(#{1,6}) +(.*)")
_ITEM = re.compile(r"( *)(?:[-*+]|([0-9]{1,3})[.)]) +(.*)")
_BOX = re.compile(r"\[[ xX]\] +(.*)")
_RULE = re.compile(r" *\|?(?: *:?-+:? *\|)+ *(?::?-+:? *)?")
_BLANK = re.compile(r"_{3,}")
_INLINE = re.compile(r"\\([\\*_\[\]|#>`-])|(\*\*)|(\*)|\[([^\[\]]*)\]\(([^()\s]*)\)")
_QUOTE = re.compile(r"(?:> ?)+")
_CELL = re.compile(r"(?<!\\)\|")


def blocks(text: str, link: Link = lambda target: target) -> list[Block]:
    """The blocks of a text, in order.

    heading (level 2 or 3, text) · text (text) · list (ordered, start: its first number, items: blocks each) · boxes (items: runs each) ·
    table (columns, head, rows of cells of runs) · note (blocks) · line.
    """
    return list(_blocks(text.split("\n"), link))


def faults(text: str) -> Iterator[tuple[int, str, str]]:
    """What does not belong to the dialect: line (from 1), and why in Spanish and English."""
    table = 0  # columns of the table being read
    level = 1  # of the last heading
    depths: list[int] = []  # indents of the list being read
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        heading, item = _HEADING.fullmatch(line), _ITEM.fullmatch(line)
        if not line.strip() and not _ITEM.fullmatch("".join(lines[number:number + 1])):
            depths = []
        if heading:
            depth = len(heading[1])
            if depth not in (2, 3):
                yield number, f"un título de nivel {depth}: aquí hay «##» y «###»", f"a heading of level {depth}: here are “##” and “###”"
            elif depth > level + 1 and level >= 2:
                yield number, "un título salta un nivel", "a heading skips a level"
            level = depth
        elif line.startswith(("```", "~~~")):
            yield number, "un bloque de código", "a block of code"
        elif item:
            indent = len(item[1])
            depths = [*(d for d in depths if d < indent), indent]
            if len(depths) > 2:
                yield number, "una lista dentro de otra que ya está dentro de otra", "a list inside one that is inside another"
        cells = len(_cells(line)) if line.lstrip().startswith("|") else 0
        if cells and table and cells != table:
            yield number, f"una fila con {cells} celdas en una tabla de {table} columnas", f"a row of {cells} cells in a table of {table} columns"
        if cells > MOST_COLUMNS and not table:
            yield number, f"una tabla de {cells} columnas; caben {MOST_COLUMNS}", f"a table of {cells} columns; {MOST_COLUMNS} fit"
        table = (table or cells) if cells else 0
        if not heading and line.count("**") % 2 and not line.rstrip().endswith("\\"):
            yield number, "un «**» sin su pareja en la misma línea", "a “**” without its partner in the same line"


def plain(runs: list[Run]) -> str:
    """The words of runs."""
    return "".join(run["t"] for run in runs)


def _blocks(lines: list[str], link: Link) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        if not line.strip():
            pass
        elif heading := _HEADING.fullmatch(line):
            yield {"kind": "heading", "level": 2 if len(heading[1]) < 3 else 3, "text": runs(heading[2].strip(), link)}
        elif _BLANK.fullmatch(line.strip()):
            yield {"kind": "line"}
        elif line.startswith(">"):
            end = _while(lines, at, lambda one: one.startswith(">"))
            yield {"kind": "note", "blocks": blocks("\n".join(_QUOTE.sub("", one) for one in lines[at:end]), link)}
        elif line.lstrip().startswith("|"):
            end = _while(lines, at, lambda one: one.lstrip().startswith("|"))
            yield _table(lines[at:end], link)
        elif _ITEM.fullmatch(line):
            end = _list_end(lines, at)
            yield from _lists(lines[at:end], link)
        else:
            end = _while(lines, at, _flows)
            yield {"kind": "text", "text": runs(" ".join(one.strip() for one in lines[at:end]), link)}
        at = end


def _while(lines: list[str], at: int, holds: Callable[[str], bool]) -> int:
    end = at + 1
    while end < len(lines) and holds(lines[end]):
        end += 1
    return end


def _flows(line: str) -> bool:
    """Whether a line goes on with the paragraph before it."""
    bare = line.strip()
    return bool(bare) and not (line.startswith(("#", ">")) or bare.startswith("|") or _ITEM.fullmatch(line) or _BLANK.fullmatch(bare))


def _list_end(lines: list[str], at: int) -> int:
    """Items, lines that go on with an item, and single empty lines between items."""
    end = at + 1
    while end < len(lines):
        empty = not lines[end].strip()
        if empty and not (end + 1 < len(lines) and _ITEM.fullmatch(lines[end + 1])):
            break
        if not empty and not _ITEM.fullmatch(lines[end]) and not lines[end].startswith(" "):
            break
        end += 1
    return end


def _lists(lines: list[str], link: Link) -> Iterator[Block]:
    """The lists that stand one after the other in these lines: dots, numbers and boxes do not mix."""
    items: list[tuple[str, int, str, list[str]]] = []  # kind, number, first line, the lines below it
    for line in lines:
        found = _ITEM.fullmatch(line)
        if found and len(found[1]) < 2:
            box = _BOX.fullmatch(found[3])
            items.append(("boxes" if box else "ordered" if found[2] else "list", int(found[2] or 1), box[1] if box else found[3], []))
        elif line.strip() and items:
            items[-1][3].append(line)
    at = 0
    while at < len(items):
        kind, end = items[at][0], at
        while end < len(items) and items[end][0] == kind:
            end += 1
        yield _list(kind, items[at][1], [(first, below) for _, _, first, below in items[at:end]], link)
        at = end


def _list(kind: str, start: int, items: list[tuple[str, list[str]]], link: Link) -> Block:
    made: list[list[Block]] = []
    for first, below in items:
        more = [line.strip() for line in below[: next((n for n, line in enumerate(below) if _ITEM.fullmatch(line)), len(below))]]
        inner = below[len(more):]
        text: Block = {"kind": "text", "text": runs(" ".join([first, *more]), link)}
        least = min((len(line) - len(line.lstrip()) for line in inner), default=0)
        made.append([text, *_lists([line[least:] for line in inner], link)])
    if kind == "boxes":
        return {"kind": "boxes", "items": [item[0]["text"] for item in made]}
    return {"kind": "list", "ordered": kind == "ordered", "start": start, "items": made}


def _cells(line: str) -> list[str]:
    bare = line.strip().removeprefix("|")
    parts = _CELL.split(bare)
    return [part.strip().replace("\\|", "|") for part in (parts[:-1] if parts[-1].strip() == "" and len(parts) > 1 else parts)]


def _table(lines: list[str], link: Link) -> Block:
    rows = [_cells(line) for line in lines if not _RULE.fullmatch(line)]
    titled = len(lines) > 1 and bool(_RULE.fullmatch(lines[1]))
    columns = min(max(map(len, rows), default=0), MOST_COLUMNS)
    cells = [[runs(cell, link) for cell in (row + [""] * columns)[:columns]] for row in rows]
    head, body = (cells[0], cells[1:]) if titled and cells else ([], cells)
    return {"kind": "table", "columns": columns, "head": head, "rows": body}


def runs(text: str, link: Link = lambda target: target) -> list[Run]:
    """The runs of a line. A mark without its partner only changes the look of what follows."""
    found: list[Run] = []
    bold = italic = False

    def add(words: str, url: str | None = None) -> None:
        if words:
            style: Run = {**({"bold": True} if bold else {}), **({"italic": True} if italic else {}), **({"url": url} if url else {})}
            found.append({"t": words, **style})

    done = 0
    for mark in _INLINE.finditer(text):
        add(text[done:mark.start()])
        done = mark.end()
        if mark[1]:
            add(mark[1])
        elif mark[2]:
            bold = not bold
        elif mark[3]:
            italic = not italic
        else:
            add(mark[4].replace("**", "").replace("*", ""), link(mark[5]))
    add(text[done:])
    return found
