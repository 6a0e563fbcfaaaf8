"""Writes ``schemaorg.json`` from the tables of the vocabulary: ``schemaorg_subset.py FOLDER``, with ``schemaorg-all-https-*.csv`` in it."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

WANTED = (
    "Article", "Book", "CollectionPage", "Course", "CreativeWork", "Dataset", "DataDownload", "Demand", "EducationEvent", "EntryPoint", "ImageObject",
    "ItemList", "BreadcrumbList", "LearningResource", "ListItem", "LoanOrCredit", "NewsArticle", "Organization", "Person", "Place", "PostalAddress",
    "Project", "PropertyValueSpecification", "Report", "SearchAction", "WebPage", "WebSite", "Country", "DataCatalog", "ContactPoint", "SearchResultsPage",
)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"schemaorg-all-https-{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def names(cell: str) -> list[str]:
    return [part.strip().rpartition("/")[2] for part in cell.split(",") if part.strip().startswith("https://schema.org/")]


def main(folder: Path) -> None:
    parents = {row["label"]: names(row["subTypeOf"]) for row in rows(folder, "types")}
    types: dict[str, list[str]] = {}
    todo = list(WANTED)
    while todo:
        name = todo.pop()
        if name not in types:
            types[name] = parents[name]
            todo += parents[name]
    properties = {row["label"]: (sorted(set(names(row["domainIncludes"])) & types.keys()), names(row["rangeIncludes"])) for row in rows(folder, "properties")}
    lines = [f" {json.dumps(name)}: {json.dumps(list(value))}" for name, value in sorted(properties.items()) if value[0]]
    kinds = [f" {json.dumps(name)}: {json.dumps(value)}" for name, value in sorted(types.items())]
    text = '{"types": {\n' + ",\n".join(kinds) + '\n}, "properties": {\n' + ",\n".join(lines) + "\n}}\n"
    (Path(__file__).parent / "schemaorg.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
