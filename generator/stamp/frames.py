"""The engine's part of a build: prose pages and shells, rendered per language and kept while nothing changed."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markupsafe import escape

from generator.engines import Engine, Job
from generator.exports.security import PAGE_POLICY
from generator.memory import program
from generator.model import Localized, Settings, Site
from generator.render.pages import Page
from generator.render.render import SLOTS, Slots, prose_slots, render
from generator.render.urls import relative, target_address, to_root
from generator.sources.markdown import rewrite_links
from generator.stamp import styles
from generator.stamp.shells import Shell, ShellFault, ShellKey, markdown, shell_key, split, token

OVERRIDES = "theme_overrides"
SAMPLES = 8  # pages rendered per shell to find rare sets of slots for the verification
WORST = " \n& < > \" ' </title> &amp; &lt; &#34; {{ 7*7 }} {% raw %} Aa \N{RIGHT-TO-LEFT MARK} \U0001f600 --- \n---\n"


@dataclass(frozen=True)
class Frame:
    """One language's output of the engine: shells to fill, and files to publish as they are."""

    language: str
    shells: Mapping[ShellKey, Shell]
    files: Mapping[str, Path]  # address below the site's root -> file
    fresh: bool  # rendered in this build, not kept from an earlier one
    fingerprint: str


@dataclass(frozen=True)
class Draft:
    """A language's run of the engine as it should be: what goes in, and whether an earlier build's output still fits."""

    job: Job
    keys: Sequence[ShellKey]
    prose: Mapping[str, str]
    fingerprint: str
    kept: bool


Sample = tuple[ShellKey, Page, Slots]
Filled = tuple[bool, ...]  # which slots of a page are not empty


def draft_frame(site: Site, language: str, keys: Sequence[ShellKey], engine: Engine, work: Path) -> Draft:
    """What the engine is to render for a language: its prose and these shells. Work already done is recognised."""
    prefixes = site.settings.prefixes
    job = Job(site.project, language, site.settings.url + prefixes[language], work / "docs" / language,
              work / "engine" / language, _extra(site, language, engine))
    prose = _prose_sources(site, language)
    fingerprint = _fingerprint(site, engine, job, prose, keys)
    return Draft(job, keys, prose, fingerprint, _kept(job.out, fingerprint))


def make_frame(settings: Settings, draft: Draft, engine: Engine, samples: Sequence[Sample]) -> Frame:
    """Render, split and verify one language's shells; render its prose. What was kept is only split."""
    job, nonce = draft.job, draft.fingerprint[:16]
    if not draft.kept:
        tokens = {slot: token(slot, nonce) for slot in SLOTS}
        shells = {key.path: markdown(key.section, key.frame, "shell.html", tokens) for key in draft.keys}
        _run(engine, job, {**draft.prose, **shells})
    split_shells = {key: split(_html(job.out, key.path), nonce, key) for key in draft.keys}
    if not draft.kept:
        _verify(settings, split_shells, samples, engine, job, nonce)
        for name in job.extra["theme_css"]:
            (job.out / name).write_text(styles.stylesheet(engine.stylesheets(), job.project / OVERRIDES), encoding="utf-8")
        (job.out / "frame.json").write_text(json.dumps({"fingerprint": draft.fingerprint, "files": _hashes(job.out)}), encoding="utf-8")
    return Frame(job.language, split_shells, _files(settings, job, draft.prose), not draft.kept, draft.fingerprint)


def rare(site: Site, pages: Sequence[Page], keys: Sequence[ShellKey]) -> list[Sample]:
    """Pages that fill the slots of these shells in different ways, to verify the shells with: of each way the shortest that was met."""
    found: dict[tuple[ShellKey, Filled], Sample] = {}
    for key, page in _spread(site, pages, keys):
        slots = render(site, page)
        at = key, _filled(slots)
        if at not in found or _length(slots) < _length(found[at][2]):
            found[at] = key, page, slots
    return list(found.values())


def _filled(slots: Slots) -> Filled:
    return tuple(bool(slots[slot]) for slot in SLOTS)


def _length(slots: Slots) -> int:
    return sum(map(len, slots.values()))


def _spread(site: Site, pages: Sequence[Page], keys: Sequence[ShellKey]) -> Iterator[tuple[ShellKey, Page]]:
    """For each shell some pages spread over those it serves, so that rare sets of filled slots are met."""
    served: dict[ShellKey, list[Page]] = {key: [] for key in keys}
    for page in pages:
        key = shell_key(page, site.settings.prefixes)
        if key in served:
            served[key].append(page)
    for key, mine in served.items():
        step = max(1, len(mine) // SAMPLES)
        for page in mine[::step][:SAMPLES]:
            yield key, page


def _run(engine: Engine, job: Job, sources: Mapping[str, str]) -> None:
    for folder in (job.docs, job.out):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for path, text in sources.items():
        target = job.docs / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    engine.build(job)


def _verify(settings: Settings, shells: Mapping[ShellKey, Shell], samples: Sequence[Sample], engine: Engine, job: Job, nonce: str) -> None:
    """Pages through the engine as ordinary pages at their real address must equal the stamped ones, byte for byte.

    For each shell: real pages with the rarest sets of filled slots, and one made-up page with everything a
    slot must survive.
    """
    prefix = settings.prefixes[job.language]
    chosen: dict[tuple[ShellKey, Filled], tuple[str, Slots]] = {}
    for key, page, slots in samples:
        chosen.setdefault((key, _filled(slots)), (page.address.removeprefix(prefix), slots))
    for key in shells:
        if key.depth:
            worst = {slot: "" if slot in ("toc", "edit") else WORST + token(slot, nonce) for slot in SLOTS}
            chosen[key, ()] = (f"worst-{key.section}-{key.frame}/" + "w/" * (key.depth - 1), worst)
    sources = {f"{address}index.md": markdown(key.section, key.frame, "shell.html", slots) for (key, _), (address, slots) in chosen.items()}
    work = job.out.parent.parent / "verify" / job.language
    check = Job(job.project, job.language, job.site_url, work / "docs", work / "out", job.extra)
    _run(engine, check, sources)
    for (key, _), (address, slots) in chosen.items():
        rendered, stamped = _html(check.out, f"{address}index.md"), shells[key].fill(slots)
        if rendered != stamped:
            at = next((i for i, (a, b) in enumerate(zip(rendered, stamped, strict=False)) if a != b), min(len(rendered), len(stamped)))
            raise ShellFault(
                f"{job.language}/{address}: stamped and rendered differ at byte {at}: "
                f"{stamped[max(0, at - 40):at + 40]!r} != {rendered[max(0, at - 40):at + 40]!r}"
            )
    shutil.rmtree(work, ignore_errors=True)


def _extra(site: Site, language: str, engine: Engine) -> dict[str, Any]:
    """The theme's variables. Texts are escaped here, because the theme prints them as they are."""
    settings, words = site.settings, site.strings[language]
    prefix = settings.prefixes[language]

    def text(value: Localized) -> str:
        return str(escape(value.pick(language, settings.order)[0]))

    def href(target: str) -> str:
        address = target_address(site, target, language)
        if address is None:
            return ""
        return address if address.startswith(("http:", "https:")) else relative(prefix, address)

    return {
        "root": to_root(prefix),
        "policy": PAGE_POLICY,
        "theme_css": [styles.address(engine.stylesheets(), site.project / OVERRIDES)],
        "site": {"name": text(settings.name), "tagline": text(settings.tagline), "home": "", "find": href("find:"),
                 "path": urlsplit(settings.url).path + prefix},
        "menu": [{"section": item["section"], "label": text(item["label"]), "href": href(item["to"])} for item in settings.menu],
        "footer": [
            {"title": text(column["title"]), "links": [{"label": text(link["label"]), "href": href(link["to"])} for link in column["links"]]}
            for column in settings.footer
        ],
        "footnotes": [text(line) for line in settings.footnotes],
        "languages": [
            {"code": other.code, "name": str(escape(other.name)), "href": relative(prefix, other.prefix)}
            for other in settings.languages if other.code != language
        ],
        "strings": {key.removeprefix("frame."): str(escape(value)) for key, value in words.items() if key.startswith("frame.")},
    }


def _prose_sources(site: Site, language: str) -> dict[str, str]:
    """Prose pages as the engine reads them: internal links are addresses already."""
    prefix = site.settings.prefixes[language]
    sources: dict[str, str] = {}
    for page in site.prose:
        if page.language != language:
            continue

        def resolve(target: str, here: str = page.address) -> str | None:
            address = target_address(site, target, language)
            return None if address is None else relative(here, address)

        body = rewrite_links(page.body, resolve)
        sources[page.address.removeprefix(prefix) + "index.md"] = markdown("none", "toc", "prose.html", prose_slots(site, page), body)
    return sources


def _fingerprint(site: Site, engine: Engine, job: Job, prose: Mapping[str, str], keys: Iterable[ShellKey]) -> str:
    """Everything the engine's output depends on."""
    digest = hashlib.sha256()
    for part in (engine.name, engine.fingerprint(), job.site_url, json.dumps(job.extra, sort_keys=True), repr(sorted(prose.items())), repr(list(keys))):
        digest.update(part.encode() + b"\0")
    theme = [path for path in sorted((site.project / OVERRIDES).rglob("*")) if path.is_file()]
    for path in (site.project / "mkdocs.yml", *theme):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update(program().encode())
    return digest.hexdigest()


def _hashes(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*")) if path.is_file() and path.name != "frame.json"
    }


def _kept(out: Path, fingerprint: str) -> bool:
    """Whether an earlier build's output is whole and made from the same things; anything else is thrown away."""
    try:
        kept = json.loads((out / "frame.json").read_text(encoding="utf-8"))
        return bool(kept["fingerprint"] == fingerprint and kept["files"] == _hashes(out))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _html(out: Path, path: str) -> bytes:
    return (out / path).with_suffix(".html").read_bytes()


def _files(settings: Settings, job: Job, prose: Mapping[str, str]) -> dict[str, Path]:
    """What is published of the engine's output: prose, the page for lost addresses, and stylesheets once."""
    prefix, out = settings.prefixes[job.language], job.out
    files = {prefix + path.removesuffix(".md") + ".html": (out / path).with_suffix(".html") for path in prose}
    files[f"{prefix}404.html"] = out / "404.html"
    if job.language == settings.default:
        overrides = job.project / OVERRIDES / "assets"
        ours = {path.relative_to(overrides.parent).as_posix() for path in overrides.rglob("*") if path.is_file()}
        files |= {name: out / name for name in sorted(ours.union(job.extra["theme_css"]))}
    return files
