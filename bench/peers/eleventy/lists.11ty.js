import { breadcrumbs, esc, given, money, number, page, rootOf } from "./lib/words.js";

export const data = {
  pagination: { data: "bench.lists", size: 1, alias: "at" },
  permalink: ({ at }) => `${at.there[at.l]}index.html`,
};

const kept = new Map(); // cards by language, depth and subject

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

export function render({ at }) {
  const { l, there } = at, t = given.text[l], here = there[l], root = rootOf(here), total = number(at.total, l);
  const count = t[`case_studies.count.${at.total === 1 ? "one" : "other"}`].replace("{n}", total);
  const whole = !at.facet && at.number === 1, home = root + given.cases[l], own = `${at.facet}=${at.value}`;
  const icon = `<svg class="icon" aria-hidden="true" focusable="false"><use href="${root}assets/icons.svg#i-filter"/></svg>`;
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
  const fed = at.facet ? given.facets.find((facet) => facet.id === at.facet).values[at.value].feed : given.feed;
  const links = Array.from({ length: at.pages }, (_, index) => index + 1).map((n) => n === at.number
    ? `<span aria-current="page">${n}</span>`
    : `<a href="${root}${at.address[l]}${n > 1 ? `${t["list.page_segment"]}/${n}/` : ""}">${n}</a>`);
  const body = `<h1>${esc(title)}</h1>
${at.number === 1 ? `<p class="lead">${t["collection.case_studies.intro"]}</p>` : ""}<div${whole ? ' class="split"' : ""} data-list="case_studies" data-root="${root}" data-home="${home}"${at.facet ? ` data-own="${own}"` : at.number === 1 ? " data-whole" : ""} data-compare="${root}${given.tools.compare[l]}" data-ids="${at.shown.map((c) => c.id).join(" ")}">
${whole ? `${given.panel[l]}\n` : ""}<div class="results">
${whole ? "" : `<p class="facets-all">${icon} <a href="${home}${at.facet ? `?${own}` : ""}">${t[at.facet ? "list.narrow" : "list.filter"]}</a>${at.facet ? ` · <a href="${home}">${t["list.all"]}</a>` : ""}</p>\n`}<div class="list-head"><h2 tabindex="-1">${count}</h2>
<label class="js-only">${t["list.sort"]} <select autocomplete="off"><option value="">${t["list.selection"]}</option>
${given.sorts.map((sort) => `<option value="${sort}">${t[`collection.case_studies.sort.${sort}`]}</option>\n`).join("")}</select></label>
<a class="small" href="${root}${given.tools.table[l]}">${t["list.table"]}</a>
${at.total > 1 ? `<button class="btn js-only" type="button" data-pick aria-pressed="false">${t["list.pick"]}</button>\n` : ""}</div><div class="cards">
${at.shown.map((c) => once(`card ${c.id} ${l} ${root}`, () => card(c, l, root))).join("")}</div>
${at.pages > 1 ? `<nav class="pager" aria-label="${t["list.pages"]}">\n${links.join(" ")}</nav>\n` : ""}</div></div>${fed && at.number === 1 ? `
<p class="small no-print"><a href="${root}${fed[l]}">${icon.replace("i-filter", "i-feed")} ${t["feed.of_list"]}</a></p>` : ""}`;
  const data = { "@context": "https://schema.org", "@type": "CollectionPage", name: title, inLanguage: l, url: given.url + here, breadcrumb: breadcrumbs(trail) };
  return page({ l, there, title, description, data, trail, body, edit: "", aside: "" });
}
