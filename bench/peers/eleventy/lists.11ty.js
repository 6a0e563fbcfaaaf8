import { breadcrumbs, esc, given, money, number, page, rootOf } from "./lib/words.js";

export const data = {
  pagination: { data: "bench.lists", size: 1, alias: "at" },
  permalink: ({ at }) => `${at.there[at.l]}index.html`,
};

const kept = new Map(); // cards and facet groups by language, depth and subject

function once(key, make) {
  let found = kept.get(key);
  if (found === undefined) kept.set(key, (found = make()));
  return found;
}

function card(c, l, root) {
  const t = given.text[l], labels = given.labels;
  return `<article class="card"><p class="card-meta">${esc(given.organisations[c.organisation].title[l])} · ${esc(c.place.locality)}, ${labels.countries[c.place.country][l]} · ${c.period.after}</p>
<h3 class="card-title"><a href="${root}${given.cases[l]}${c.id}/">${esc(c.title[l])}</a></h3>
<p class="card-text">${esc(c.summary[l])}</p>
<dl class="card-figures">
<div><dt>${t["figure.investment"]}</dt><dd>${money(c.investment, l)}</dd></div>
<div><dt>${t["figure.annual_saving"]}</dt><dd>${money(c.saving, l, 2)}</dd></div>
<div><dt>${t["figure.payback"]}</dt><dd>${c.payback[l]}</dd></div>
</dl>
<p class="tags">${c.groups.map((group) => `<span class="tag tag--${group}"><svg class="icon" aria-hidden="true" focusable="false"><use href="${root}assets/icons.svg#i-${group}"/></svg> ${esc(labels.resource_groups[group][l])}</span> `).join("")}</p>
</article>
`;
}

function group(facet, l, root, own) {
  const rows = facet.rows.map(([value, members]) =>
    `<li><a href="${root}${facet.terms[value].address[l]}"${value === own ? ' aria-current="true"' : ""}>${esc(facet.terms[value].label[l])} <span class="count">${members.length}</span></a></li>\n`);
  return `<div class="facet-group"><h2>${given.text[l][`collection.case_studies.facet.${facet.id}.label`]}</h2><ul>\n${rows.join("")}</ul></div>\n`;
}

export function render({ at, bench }) {
  const { l, there } = at, t = given.text[l], here = there[l], root = rootOf(here), total = number(at.total, l);
  const count = t[`case_studies.count.${at.total === 1 ? "one" : "other"}`].replace("{n}", total);
  const trail = [[t["home.crumb"], given.prefix[l]], [t["collection.case_studies.many"], given.cases[l]]];
  let title = t["collection.case_studies.many"], description = t["collection.case_studies.intro"];
  if (at.facet) {
    title += `: ${at.label[l]}`;
    description = `${at.label[l]}. ${count}. ${description}`;
    trail.push([at.label[l], at.address[l]]);
  }
  if (at.number > 1) {
    const suffix = t["list.page"].replace("{n}", at.number);
    title += `, ${suffix}`;
    description += ` ${suffix}.`;
    trail.push([suffix, here]);
  }
  const groups = bench.facets.map((facet) => {
    const own = facet.id === at.facet ? at.value : "";
    return once(`facet ${facet.id} ${l} ${root} ${own}`, () => group(facet, l, root, own));
  });
  const links = Array.from({ length: at.pages }, (_, index) => index + 1).map((n) => n === at.number
    ? `<span aria-current="page">${n}</span>`
    : `<a href="${root}${at.address[l]}${n > 1 ? `${t["list.page_segment"]}/${n}/` : ""}">${n}</a>`);
  const body = `<h1>${esc(title)}</h1>
${at.number === 1 ? `<p class="lead">${t["collection.case_studies.intro"]}</p>` : ""}<div class="split"><nav class="facets" aria-label="${t["list.filter"]}"><details><summary><svg class="icon" aria-hidden="true" focusable="false"><use href="${root}assets/icons.svg#i-filter"/></svg> ${t["list.filter"]}</summary>
${at.facet ? `<p><a href="${root}${given.cases[l]}">${t["list.all"].replace("{n}", number(bench.cases.length, l))}</a></p>` : ""}${groups.join("")}</details></nav>
<div>
<div class="list-head"><h2>${count}</h2></div>
<div class="cards">
${at.shown.map((c) => once(`card ${c.id} ${l} ${root}`, () => card(c, l, root))).join("")}</div>
${at.pages > 1 ? `<nav class="pager" aria-label="${t["list.pages"]}">\n${links.join(" ")}</nav>\n` : ""}</div></div>`;
  const data = { "@context": "https://schema.org", "@type": "CollectionPage", name: title, inLanguage: l, url: given.url + here, breadcrumb: breadcrumbs(trail) };
  return page({ l, there, title, description, data, trail, body, edit: "", aside: "" });
}
