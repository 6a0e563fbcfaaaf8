import { UPDATED, breadcrumbs, computed, esc, given, money, number, page, percent, rootOf } from "./lib/words.js";

export const data = {
  pagination: { data: "bench.pages", size: 1, alias: "at" },
  permalink: ({ at }) => `${given.cases[at.l]}${at.c.id}/index.html`,
};

// Words at a place of the plot's axis, kept inside the plot.
function label(at, text, kind) {
  const anchor = at < 12 ? "start" : at > 88 ? "end" : "middle", x = { start: 0, middle: at, end: 100 }[anchor];
  return `<text${kind} x="${x}%" y="11" text-anchor="${anchor}">${text}</text>`;
}

function marks(place, sector, l) {
  const median = given.plot.median[sector];
  return `<circle class="plot-dot plot-this" cx="${place}%" cy="54" r="6"/>${label(place, given.plot.this[l], ' class="plot-label"')}`
    + (Math.abs(median - place) > 28 ? label(median, given.plot.words[l], "") : "");
}

export function render({ at: { l, c }, bench }) {
  const t = given.text[l], labels = given.labels, there = { es: `${given.cases.es}${c.id}/`, en: `${given.cases.en}${c.id}/` };
  const here = there[l], root = rootOf(here);
  const icon = (name) => `<svg class="icon" aria-hidden="true" focusable="false"><use href="${root}assets/icons.svg#i-${name}"/></svg>`;
  const ref = `<sup class="ref"><a href="#source-1" aria-label="${esc(t["source.label"].replace("{n}", 1))}">1</a></sup>`;
  const link = (found) => `<a href="${root}${found.address[l]}">${esc(found.label?.[l] ?? found.title[l])}</a>`;
  const [resources, sectors, themes] = given.facets.map((facet) => facet.values);
  const company = given.organisations[c.organisation];
  const effects = [...c.effects].sort((a, b) => a.change_percent - b.change_percent), best = effects[0];
  const investment = money(c.investment, l), saving = money(c.saving, l, 2), year = c.measures[0].investment.year;
  const place = esc(`${c.place.locality}, ${labels.regions[c.place.region][l]}, ${labels.countries[c.place.country][l]}`);
  const message = `${c.title[l]}. ${t["figure.investment"]}: ${investment}. ${t["figure.annual_saving"]}: ${saving}. ${given.url}${here}`;
  const { next, place: stands, embed, ends } = computed[c.id];
  const headings = [];
  const h2 = (id, key) => (headings.push([id, t[key]]), `<h2 id="${id}">${t[key]}</h2>`);
  const figure = (key, value, note) =>
    `<div class="figure"><dt>${t[key]}</dt><dd class="figure-value">${value}</dd><dd class="figure-note">${note}</dd></div>`;
  const body = `<h1>${esc(c.title[l])}</h1>
<p class="meta"><span>${icon("factory")} <a href="${root}${company.address[l]}">${esc(company.title[l])}</a></span>
<span>${icon("place")} ${place}</span>
<span>${icon("calendar")} ${c.period.after}</span></p>
<p class="lead">${esc(c.summary[l])}</p>

<p class="tags">${c.groups.map((group) =>
    `<a class="tag tag--${group}" href="${root}${resources[group].address[l]}">${icon(group)} ${esc(labels.resource_groups[group][l])}</a> `).join("")}<span class="badge badge--ok">${t["case.documented"].replace("{known}", 4).replace("{of}", 4)}</span>
<span class="badge badge--info">${t["case.origin.peru"]}</span></p>

<dl class="figures">
${figure("figure.investment", investment, `${year} · ${t["figure.stated"]}${ref}`)}
${figure("figure.annual_saving", saving, `${year} · ${labels.basis.estimated[l]}${ref}`)}
${figure("figure.payback", c.payback[l], `${t["figure.computed"]} · <a href="#calculation">${t["figure.how"]}</a>`)}
${figure("figure.best", percent(-best.change_percent, l), esc(labels.resources[best.resource][l]) + ref)}
</dl>
<p class="actions">
<a class="btn btn--main" href="https://wa.me/?text=${encodeURIComponent(message)}" rel="noopener">${icon("whatsapp")} ${t["action.whatsapp"]}</a>
<a class="btn" href="mailto:?subject=${encodeURIComponent(c.title[l])}&amp;body=${encodeURIComponent(message)}">${icon("mail")} ${t["share.email"]}</a>
<button class="btn js-only" type="button" data-copy="page-address" data-done="${t["share.copied"]}">${icon("copy")} <span>${t["share.copy"]}</span></button>
<button class="btn js-only" type="button" data-print>${icon("print")} ${t["action.print"]}</button>
<a class="btn js-only" href="${root}${given.tools.compare[l]}?ids=${c.id}">${t["compare.one"]}</a></p>

${h2("problem", "case.problem")}
<p>${esc(c.problem[l])}</p>
${h2("measures", "case.measures")}
<ul>
${c.measures.map((m) => `<li><strong>${esc(m.title[l])}</strong>
<span class="badge badge--ok">${esc(labels.measure_status[m.status][l])}</span><br><span class="small">${esc(labels.measure_types[m.type][l])} · ${t["case.practice"]} ${link(given.practices[m.practice])} · ${t["figure.investment"]}: ${money(m.investment.amount, l)}${ref} · ${t["figure.annual_saving"]}: ${money(m.annual_saving.amount, l, 2)}${ref}</span></li>
`).join("")}</ul>

${h2("resources", "case.resources")}
<div class="table-scroll" tabindex="0" role="region" aria-label="${t["case.resources_note"]}"><table class="data data--stack"><caption>${t["case.resources_note"]}</caption>
<thead><tr><th scope="col">${t["effect.resource"]}</th><th scope="col" class="num">${t["effect.change"]}</th><td></td><th scope="col" class="num">${t["effect.amount"]}</th></tr></thead>
<tbody>
${effects.map((e) => `<tr><th scope="row">${esc(labels.resources[e.resource][l])}</th>
<td class="num">${percent(e.change_percent, l)}</td>
<td class="bar-cell"><svg class="bar bar--${given.groups[e.resource]}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="bar-bg" width="100" height="10"/><rect class="bar-fg" width="${(-e.change_percent).toFixed(1)}" height="10"/></svg></td>
<td class="num">${number(-e.change, l)}\u00a0${esc(given.symbols[e.unit][l])} ${t["per.year"]}${ref}</td></tr>
`).join("")}</tbody></table></div>

${h2("calculation", "case.calculation")}
<div class="calc">
<p class="formula">${t["case.payback_formula"]} = 12 × ${investment} ÷ ${saving} = <strong>${c.payback[l]}</strong></p>
<p>${t["case.payback_limits"]}</p></div>

${stands === null ? "" : (headings.push(["peers", t["spread.peers_title"]]),
    given.spread[c.sector][l].replaceAll("@THIS@", c.payback[l]).replace("@MARKS@", marks(stands, c.sector, l)))}
${h2("benefits", "case.benefits")}
<ul>
${c.benefits.map((b) => `<li><strong>${esc(labels.benefit_kinds[b.kind][l])}:</strong> ${esc(b.text[l])}${ref}</li>\n`).join("")}</ul>
${h2("lessons", "case.lessons")}
<p>${esc(c.lessons[l])}</p>
${h2("unknown", "case.unknown")}
<ul class="gaps">
<li>${t["gap.size"]}</li>
<li>${t["gap.verification"]}</li>
</ul>
<p class="small">${t["case.help_us"]} <a href="${root}${given.cases[l]}">${t["case.send"]}</a>.</p>
${h2("data", "case.record")}
<dl class="kv">
<dt>${t["field.sector"]}</dt><dd>${link(sectors[c.sector])}</dd>
<dt>${t["field.themes"]}</dt><dd>${c.themes.map((theme) => link(themes[theme])).join(", ")}</dd>
<dt>${t["field.place"]}</dt><dd>${place}</dd>
<dt>${t["field.period"]}</dt><dd>${t["period.baseline"].replace("{year}", c.period.baseline)}, ${t["period.after"].replace("{year}", c.period.after)}</dd>
</dl>

${h2("sources", "sources")}
<ol class="sources">
${c.sources.map((id, index) => `<li id="source-${index + 1}"><a href="${root}${given.sources[id].address[l]}"${l === "es" ? "" : ' lang="es"'}>${esc(given.sources[id].title[l])}</a>.</li>\n`).join("")}</ol>
<details class="cite no-print"><summary>${icon("quote")} ${t["share.cite"]}</summary>
<p id="citation">${esc(given.name[l])} (${UPDATED.slice(0, 4)}). ${esc(t["share.quoted"].replace("{title}", c.title[l]))} ${t["collection.case_studies.one"]}. <span id="page-address">${given.url}${here}</span>. ${t["share.read_on"]}</p>
<p><button class="btn js-only" type="button" data-copy="citation" data-done="${t["share.citation_copied"]}">${icon("copy")} <span>${t["share.copy_citation"]}</span></button></p>
${ends[l].cites}
</details>
${embed[l]}

${h2("next", "case.next")}
<ul class="next">
${next.map((id) => bench.byId.get(id)).map((o) => `<li><a href="${root}${given.cases[l]}${o.id}/"><strong>${esc(o.title[l])}</strong> <span>${esc(given.organisations[o.organisation].title[l])} · ${labels.countries[o.place.country][l]} · <time datetime="${o.period.after}">${o.period.after}</time></span></a></li>\n`).join("")}${ends[l].help}\n</ul>`;
  const trail = [[t["home.crumb"], given.prefix[l]], [t["collection.case_studies.many"], given.cases[l]], [c.title[l], here]];
  return page({
    l, there, trail, body, title: `${c.title[l]} · ${t["collection.case_studies.one"]}`, description: c.summary[l],
    data: {
      "@context": "https://schema.org", "@type": "Report", name: c.title[l], description: c.summary[l], url: given.url + here, inLanguage: l,
      dateModified: UPDATED, license: "https://creativecommons.org/licenses/by/4.0/", headline: c.title[l],
      publisher: { "@type": "Organization", name: given.name[l] }, about: { "@type": "Organization", name: company.title[l] },
      spatialCoverage: { "@type": "Place", address: { "@type": "PostalAddress", addressCountry: c.place.country } }, breadcrumb: breadcrumbs(trail),
    },
    edit: `<span>${t["edit.updated"]} <time datetime="${UPDATED}">${given.day[UPDATED][l]}</time></span> <span>${t["edit.file"]} <code>case_studies/${c.id}.yml</code></span> <a href="${root}api/v1/case_studies/${c.id}.json" type="application/json">${t["edit.json"]}</a> <span class="print-only">${given.url}${here}</span>`,
    aside: `\n<aside class="toc" aria-label="${t["frame.contents"]}"><ul>${headings.map(([id, text]) => `<li><a href="#${id}">${text}</a></li>`).join("")}</ul></aside>`,
  });
}
