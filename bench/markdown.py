"""The corpus as Markdown, for MkDocs: one file per case and language, one per list page. Written before the clock starts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from bench.workspace import LANGUAGES, Workspace, filled, frames
from generator.render import formats

PER_PAGE = 60
UPDATED = "2026-11-23"
NBSP = formats.NBSP
Case = dict[str, Any]
Words = Mapping[str, Any]

MARKS = {
    "HEAD": '{% include "head.html" %}',
    "ROOT": "{{ root }}",
    "HOME": "{{ page.meta.home }}",
    "LANGUAGE": '<a href="{{ root }}{{ page.meta.there[other] }}" lang="{{ other }}" hreflang="{{ other }}">{{ page.meta.other }}</a>',
    "CRUMBS": "<ol>{% for step in page.meta.trail %}{% if not loop.last %}<li><a href=\"{{ root }}{{ step[1] }}\">{{ step[0] | e }}</a></li>"
              '{% else %}<li aria-current="page">{{ step[0] | e }}</li>{% endif %}{% endfor %}</ol>',
    "BODY": "{{ page.content }}",
    "EDIT": "{{ page.meta.edit }}",
    "ASIDE": '{% if page.meta.case %}\n<aside class="toc" aria-label="{{ page.meta.contents }}"><ul>{% for top in page.toc %}{% for item in top.children %}'
             '<li><a href="{{ item.url }}">{{ item.title }}</a></li>{% endfor %}{% endfor %}</ul></aside>{% endif %}',
}


def write_docs(workspace: Workspace, folder: Path) -> None:
    """The theme's frame, and a tree of Markdown in ``docs/``."""
    own = {code: filled(frame, MARKS) for code, frame in frames(workspace).items()}
    template = (
        '{%- if page and page.meta.l -%}{%- set root = "../" * page.url.count("/") -%}{%- set other = "en" if page.meta.l == "es" else "es" -%}\n'
        '{%- if page.meta.l == "es" -%}\n' + own["es"] + "\n{%- else -%}\n" + own["en"] + "\n{%- endif -%}{%- endif -%}\n"
    )
    (folder / "overrides" / "main.html").write_text(template, encoding="utf-8")
    words = json.loads((workspace.given / "words.json").read_text(encoding="utf-8"))
    computed = json.loads((workspace.given / "computed.json").read_text(encoding="utf-8"))
    cases = {path.stem: _read(path, words, computed[path.stem]) for path in sorted((workspace.corpus / "case_studies").glob("*.yml"))}
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Banco\n", encoding="utf-8")
    for code in LANGUAGES:
        writer = _Writer(words, code, cases, computed)
        for address, text in (*writer.case_pages(), *writer.list_pages()):
            path = folder / "docs" / address / "index.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def _read(path: Path, words: Words, computed: Mapping[str, Any]) -> Case:
    case: Case = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    case["effects"] = sorted((e for m in case["measures"] for e in m.get("effects", ())), key=lambda e: Decimal(e["change_percent"]))
    case["groups"] = list(dict.fromkeys(words["groups"][e["resource"]] for m in case["measures"] for e in m.get("effects", ())))
    case["investment"] = sum(Decimal(m["investment"]["amount"]) for m in case["measures"])
    case["saving"] = sum(Decimal(m["annual_saving"]["amount"]) for m in case["measures"])
    case["values"] = {"resource": case["groups"], "sector": [case["sector"]], "theme": case["themes"],
                      "country": [case["place"]["country"]], "region": [case["place"]["region"]], "type": list(dict.fromkeys(m["type"] for m in case["measures"])),
                      "payback": computed["payback"], "investment": computed["investment"], "size": []}
    return case


def _label(at: float, text: str, kind: str = "") -> str:
    """Words at a place of the plot's axis, kept inside the plot."""
    anchor = "start" if at < 12 else "end" if at > 88 else "middle"
    return f'<text{kind} x="{ {"start": 0, "middle": at, "end": 100}[anchor]}%" y="11" text-anchor="{anchor}">{text}</text>'


class _Writer:
    """Pages of one language."""

    def __init__(self, words: Words, language: str, cases: Mapping[str, Case], computed: Mapping[str, Any]) -> None:
        self.w, self.l, self.cases, self.computed = words, language, cases, computed
        self.t = words["text"][language]
        self.facets = [(facet, self._members(facet["id"])) for facet in words["facets"]]

    def _members(self, facet: str) -> dict[str, list[Case]]:
        members: dict[str, list[Case]] = {}
        for case in self.cases.values():
            for value in case["values"][facet]:
                members.setdefault(value, []).append(case)
        return dict(sorted(members.items(), key=lambda item: (-len(item[1]), item[0])))

    def money(self, amount: Any) -> str:
        return formats.money(Decimal(amount), self.w["dollar"][self.l], self.l)

    def payback(self, case: Case) -> str:
        value, unit, decimals = formats.duration(12 * case["investment"] / case["saving"])
        text = formats.number(value, self.l, decimals)
        return f"{text}{NBSP}{self.t[f'unit.{unit}.one' if text == '1' else f'unit.{unit}.other']}"

    def page(self, there: Mapping[str, str], trail: list[tuple[str, str]], title: str, description: str, body: str, **more: Any) -> tuple[str, str]:
        here, other = there[self.l], "en" if self.l == "es" else "es"
        meta = {
            "l": self.l, "title": title, "description": description, "there": dict(there), "trail": [list(step) for step in trail],
            "home": "../" * (here.count("/") - self.w["prefix"][self.l].count("/")), "other": self.w["languages"][other],
            "locale": self.w["locale"][self.l], "updated": UPDATED, "edit": "", "feeds": self.w["feed_links"][self.l], **more,
        }
        return here, f"---\n{json.dumps(meta, ensure_ascii=False)}\n---\n\n{body}\n"

    def trail(self) -> list[tuple[str, str]]:
        return [(self.t["home.crumb"], self.w["prefix"][self.l]), (self.t["collection.case_studies.many"], self.w["cases"][self.l])]

    def case_pages(self) -> Iterator[tuple[str, str]]:
        for name, case in self.cases.items():
            there = {code: f"{self.w['cases'][code]}{name}/" for code in LANGUAGES}
            title = case["title"][self.l]
            root = "../" * there[self.l].count("/")
            edit = (f'<span>{self.t["edit.updated"]} <time datetime="{UPDATED}">{self.w["day"][UPDATED][self.l]}</time></span> '
                    f'<span>{self.t["edit.file"]} <code>case_studies/{name}.yml</code></span> '
                    f'<a href="{root}api/v1/case_studies/{name}.json" type="application/json">{self.t["edit.json"]}</a> '
                    f'<span class="print-only">{self.w["url"]}{there[self.l]}</span>')
            yield self.page(there, [*self.trail(), (title, there[self.l])], f"{title} · {self.t['collection.case_studies.one']}",
                            case["summary"][self.l], self._case(case, root, there[self.l]), case=True, name=title, company=self.w["organisations"][case["organisation"]]["title"][self.l],
                            country=case["place"]["country"], contents=self.t["frame.contents"], edit=edit)

    def _case(self, c: Case, root: str, here: str) -> str:
        t, w, code = self.t, self.w, self.l
        labels = w["labels"]

        def icon(name: str) -> str:
            return f'<svg class="icon" aria-hidden="true" focusable="false"><use href="{root}assets/icons.svg#i-{name}"/></svg>'

        def link(found: Mapping[str, Any], name: str = "title") -> str:
            return f"[{found[name][code]}]({root}{found['address'][code]})"

        def figure(key: str, value: str, note: str) -> str:
            return f'<div class="figure"><dt>{t[key]}</dt><dd class="figure-value">{value}</dd><dd class="figure-note">{note}</dd></div>'

        ref = f'<sup class="ref"><a href="#source-1" aria-label="{t["source.label"].format(n=1)}">1</a></sup>'
        company, best = w["organisations"][c["organisation"]], c["effects"][0]
        resources, sectors, themes = (facet["values"] for facet in w["facets"][:3])
        investment, saving, payback = self.money(c["investment"]), self.money(c["saving"]), self.payback(c)
        place = f"{c['place']['locality']}, {labels['regions'][c['place']['region']][code]}, {labels['countries'][c['place']['country']][code]}"
        year = c["measures"][0]["investment"]["year"]
        tags = "".join(f'<a class="tag tag--{g}" href="{root}{resources[g]["address"][code]}">{icon(g)} {labels["resource_groups"][g][code]}</a> ' for g in c["groups"])
        lines = [
            f"# {c['title'][code]}", "",
            f'<p class="meta"><span>{icon("factory")} <a href="{root}{company["address"][code]}">{company["title"][code]}</a></span>',
            f'<span>{icon("place")} {place}</span>', f'<span>{icon("calendar")} {c["period"]["after"]}</span></p>', "",
            c["summary"][code] + "\n{: .lead }", "",
            f'<p class="tags">{tags}<span class="badge badge--ok">{t["case.documented"].format(known=4, of=4)}</span>',
            f'<span class="badge badge--info">{t["case.origin.peru"]}</span></p>', "",
            '<dl class="figures">',
            figure("figure.investment", investment, f"{year} · {t['figure.stated']}{ref}"),
            figure("figure.annual_saving", saving, f"{year} · {labels['basis']['estimated'][code]}{ref}"),
            figure("figure.payback", payback, f'{t["figure.computed"]} · <a href="#calculation">{t["figure.how"]}</a>'),
            figure("figure.best", formats.percent(-Decimal(best["change_percent"]), code), labels["resources"][best["resource"]][code] + ref),
            "</dl>", "",
            f'<p class="actions"><a class="btn btn--main" href="https://wa.me/?text={here}" rel="noopener">{icon("whatsapp")} {t["action.whatsapp"]}</a>',
            f'<a class="btn" href="mailto:?subject={here}&amp;body={here}">{icon("mail")} {t["share.email"]}</a>',
            f'<button class="btn js-only" type="button" data-copy="page-address" data-done="{t["share.copied"]}">{icon("copy")} <span>{t["share.copy"]}</span></button>',
            f'<button class="btn js-only" type="button" data-print>{icon("print")} {t["action.print"]}</button>',
            f'<a class="btn js-only" href="{root}{w["tools"]["compare"][code]}?ids={c["id"]}">{t["compare.one"]}</a></p>', "",
            f"## {t['case.problem']} {{: #problem }}", "", c["problem"][code], "",
            f"## {t['case.measures']} {{: #measures }}", "",
        ]
        lines += [
            f"- **{m['title'][code]}**\n  <span class=\"badge badge--ok\">{labels['measure_status'][m['status']][code]}</span><br>"
            f"<span class=\"small\">{labels['measure_types'][m['type']][code]} · {t['case.practice']} {link(w['practices'][m['practice']])} · "
            f"{t['figure.investment']}: {self.money(m['investment']['amount'])}{ref} · {t['figure.annual_saving']}: {self.money(m['annual_saving']['amount'])}{ref}</span>"
            for m in c["measures"]
        ]
        lines += [
            "", f"## {t['case.resources']} {{: #resources }}", "", t["case.resources_note"], "",
            f"| {t['effect.resource']} | {t['effect.change']} | | {t['effect.amount']} |", "| --- | ---: | --- | ---: |",
        ]
        lines += [
            f"| {labels['resources'][e['resource']][code]} | {formats.percent(Decimal(e['change_percent']), code)} | "
            f'<svg class="bar bar--{w["groups"][e["resource"]]}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="bar-bg" width="100" height="10"/><rect class="bar-fg" width="{e["change_percent"].lstrip("-")}.0" height="10"/></svg> | '
            f"{formats.number(-Decimal(e['change']), code)}{NBSP}{w['symbols'][e['unit']][code]} {t['per.year']}{ref} |"
            for e in c["effects"]
        ]
        lines += [
            "", f"## {t['case.calculation']} {{: #calculation }}", "",
            f"{t['case.payback_formula']} = 12 × {investment} ÷ {saving} = **{payback}**\n{{: .formula }}", "", t["case.payback_limits"], "",
            *self._spread(c, payback),
            f"## {t['case.benefits']} {{: #benefits }}", "",
            *(f"- **{labels['benefit_kinds'][b['kind']][code]}:** {b['text'][code]}{ref}" for b in c["benefits"]), "",
            f"## {t['case.lessons']} {{: #lessons }}", "", c["lessons"][code], "",
            f"## {t['case.unknown']} {{: #unknown }}", "", f"- {t['gap.size']}", f"- {t['gap.verification']}", "",
            f"{t['case.help_us']} [{t['case.send']}]({root}{w['cases'][code]}).", "",
            f"## {t['case.record']} {{: #data }}", "", '<dl class="kv">',
            f"<dt>{t['field.sector']}</dt><dd>{self._anchor(sectors[c['sector']], root)}</dd>",
            f"<dt>{t['field.themes']}</dt><dd>{', '.join(self._anchor(themes[theme], root) for theme in c['themes'])}</dd>",
            f"<dt>{t['field.place']}</dt><dd>{place}</dd>",
            f"<dt>{t['field.period']}</dt><dd>{t['period.baseline'].format(year=c['period']['baseline'])}, {t['period.after'].format(year=c['period']['after'])}</dd>",
            "</dl>", "", f"## {t['sources']} {{: #sources }}", "",
            *(f"{n}. {link(w['sources'][source])}." for n, source in enumerate(c["sources"], 1)), "",
            f'<details class="cite no-print"><summary>{icon("quote")} {t["share.cite"]}</summary>',
            f'<p id="citation">{w["name"][code]} ({UPDATED[:4]}). {t["share.quoted"].format(title=c["title"][code])} {t["collection.case_studies.one"]}. '
            f'<span id="page-address">{w["url"]}{here}</span>. {t["share.read_on"]}</p>',
            f'<p><button class="btn js-only" type="button" data-copy="citation" data-done="{t["share.citation_copied"]}">{icon("copy")} '
            f'<span>{t["share.copy_citation"]}</span></button></p>', self.computed[c["id"]]["ends"][code]["cites"], "</details>", "",
            self.computed[c["id"]]["embed"][code], "",
            f"## {t['case.next']} {{: #next }}", "",
        ]
        for other in (self.cases[name] for name in self.computed[c["id"]]["next"]):
            lines.append(f"- [**{other['title'][code]}** {w['organisations'][other['organisation']]['title'][code]} · "
                         f"{labels['countries'][other['place']['country']][code]} · {other['period']['after']}]({root}{w['cases'][code]}{other['id']}/)")
        lines += ["", f'<ul class="next">{self.computed[c["id"]]["ends"][code]["help"]}</ul>']
        return "\n".join(lines)

    def _spread(self, c: Case, payback: str) -> list[str]:
        """The case among those of its sector; nothing where its sector has no plot."""
        place, plot = self.computed[c["id"]]["place"], self.w["plot"]
        if place is None:
            return []
        median, shown = plot["median"][c["sector"]], self.w["spread"][c["sector"]][self.l]
        marks = f'<circle class="plot-dot plot-this" cx="{place}%" cy="54" r="6"/>' + _label(place, plot["this"][self.l], ' class="plot-label"')
        if abs(median - place) > 28:
            marks += _label(median, plot["words"][self.l])
        return [f"## {self.t['spread.peers_title']} {{: #peers }}", "",
                shown.partition("</h2>")[2].strip().replace("@THIS@", payback).replace("@MARKS@", marks), ""]

    def _anchor(self, found: Mapping[str, Any], root: str, more: str = "") -> str:
        return f'<a href="{root}{found["address"][self.l]}"{more}>{found["label"][self.l]}</a>'

    def list_pages(self) -> Iterator[tuple[str, str]]:
        yield from self._list("", "", {"address": self.w["cases"]}, list(self.cases.values()))
        for facet, members in self.facets:
            for value, cases in members.items():
                yield from self._list(facet["id"], value, facet["values"][value], cases)

    def _list(self, facet: str, value: str, term: Mapping[str, Any], cases: Sequence[Case]) -> Iterator[tuple[str, str]]:
        t, code = self.t, self.l
        count = t[f"case_studies.count.{'one' if len(cases) == 1 else 'other'}"].format(n=formats.number(len(cases), code))
        pages = max(1, -(-len(cases) // PER_PAGE))
        for number in range(1, pages + 1):
            there = {c: term["address"][c] + (f"{self.w['text'][c]['list.page_segment']}/{number}/" if number > 1 else "") for c in LANGUAGES}
            title, description, trail = t["collection.case_studies.many"], t["collection.case_studies.intro"], self.trail()
            if facet:
                label = term["distinct"][code]
                title, description = f"{title}: {label}", f"{label}. {count}. {description}"
                trail.append((label, term["address"][code]))
            if number > 1:
                suffix = t["list.page"].format(n=number)
                title, description = f"{title}, {suffix}", f"{description} {suffix}."
                trail.append((suffix, there[code]))
            root = "../" * there[code].count("/")
            lines = [f"# {title}", ""]
            if number == 1:
                lines += [t["collection.case_studies.intro"] + "\n{: .lead }", ""]
            shown, whole, home, own = cases[(number - 1) * PER_PAGE : number * PER_PAGE], not facet and number == 1, root + self.w["cases"][code], f"{facet}={value}"
            about = f' data-own="{own}"' if facet else " data-whole" if whole else ""
            split = ' class="split"' if whole else ""
            lines.append(f'<div{split} data-list="case_studies" data-root="{root}" data-home="{home}"{about} '
                         f'data-compare="{root}{self.w["tools"]["compare"][code]}" data-ids="{" ".join(case["id"] for case in shown)}">')
            if whole:
                lines.append(self.w["panel"][code])
            lines.append('<div class="results">')
            if not whole:
                every = f' · <a href="{home}">{t["list.all"]}</a>' if facet else ""
                lines.append(f'<p class="facets-all"><svg class="icon" aria-hidden="true" focusable="false"><use href="{root}assets/icons.svg#i-filter"/></svg> '
                             f'<a href="{home}{"?" + own if facet else ""}">{t["list.narrow" if facet else "list.filter"]}</a>{every}</p>')
            lines += [f'<div class="list-head"><h2 tabindex="-1">{count}</h2>',
                      f'<label class="js-only">{t["list.sort"]} <select autocomplete="off"><option value="">{t["list.selection"]}</option>',
                      *(f'<option value="{sort}">{t[f"collection.case_studies.sort.{sort}"]}</option>' for sort in self.w["sorts"]), "</select></label>",
                      f'<a class="small" href="{root}{self.w["tools"]["table"][code]}">{t["list.table"]}</a>']
            if len(cases) > 1:
                lines.append(f'<button class="btn js-only" type="button" data-pick aria-pressed="false">{t["list.pick"]}</button>')
            lines += ["</div>", '<div class="cards">']
            lines += [self._card(case, root) for case in shown]
            lines.append("</div>")
            if pages > 1:
                segment = t["list.page_segment"]
                lines.append(f'<nav class="pager" aria-label="{t["list.pages"]}">' + " ".join(
                    f'<span aria-current="page">{n}</span>' if n == number else
                    f'<a href="{root}{term["address"][code]}' + (f"{segment}/{n}/" if n > 1 else "") + f'">{n}</a>'
                    for n in range(1, pages + 1)) + "</nav>")
            lines.append("</div></div>")
            feed = term["feed"] if facet else self.w["feed"]
            if feed and number == 1:
                lines.append(f'<p class="small no-print"><a href="{root}{feed[code]}"><svg class="icon" aria-hidden="true" focusable="false">'
                             f'<use href="{root}assets/icons.svg#i-feed"/></svg> {t["feed.of_list"]}</a></p>')
            yield self.page(there, trail, title, description, "\n".join(lines))

    def _card(self, c: Case, root: str) -> str:
        t, w, code = self.t, self.w, self.l
        tags = " ".join(
            f'<span class="tag tag--{g}"><svg class="icon" aria-hidden="true" focusable="false"><use href="{root}assets/icons.svg#i-{g}"/></svg> '
            f"{w['labels']['resource_groups'][g][code]}</span>" for g in c["groups"])
        return (
            f'<article class="card"><p class="card-meta">{w["organisations"][c["organisation"]]["title"][code]} · {c["place"]["locality"]}, '
            f"{w['labels']['countries'][c['place']['country']][code]} · {c['period']['after']}</p>\n"
            f'<h3 class="card-title"><a href="{root}{w["cases"][code]}{c["id"]}/">{c["title"][code]}</a></h3>\n'
            f'<p class="card-text">{c["summary"][code]}</p>\n<dl class="card-figures">\n'
            f"<div><dt>{t['figure.investment']}</dt><dd>{self.money(c['investment'])}</dd></div>\n"
            f"<div><dt>{t['figure.annual_saving']}</dt><dd>{self.money(c['saving'])}</dd></div>\n"
            f"<div><dt>{t['figure.payback']}</dt><dd>{self.payback(c)}</dd></div>\n</dl>\n"
            f'<p class="tags">{tags}</p>\n</article>'
        )
