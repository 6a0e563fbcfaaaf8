"""Bulletins as letters: one file of HTML to send, and the same as text."""

from __future__ import annotations

from collections.abc import Iterator

from generator.exports.feeds.article import legal
from generator.exports.plaintext import text_of
from generator.model import Artifact, Key, Site
from generator.render.letters import COLLECTION, letter_files, letters


def record_artifacts(site: Site, key: Key) -> Iterator[Artifact]:
    """The letters of an issue in every language; nothing of another record, or of one that is withdrawn."""
    if key[0] != COLLECTION or site.entries[key].status == "retired":
        return
    for page, whole, content in letters(site, key):
        html, text = letter_files(key, page.language)
        yield Artifact(html, legal(whole).encode("utf-8", "replace"))
        yield Artifact(text, text_of(content).encode("utf-8", "replace"))
