// Every case, what follows from its figures, and the plan of the list pages: computed once for the whole build.
import fs from "node:fs";
import path from "node:path";
import yaml from "js-yaml";
import { LANGUAGES, computed, given, payback } from "../lib/words.js";

const FOLDER = "../corpus/case_studies";
const PER_PAGE = 60;

function read(file) {
  const c = yaml.load(fs.readFileSync(path.join(FOLDER, file), "utf8"), { schema: yaml.CORE_SCHEMA });
  c.effects = c.measures.flatMap((measure) => measure.effects ?? []);
  c.groups = [...new Set(c.effects.map((effect) => given.groups[effect.resource]))];
  c.investment = c.measures.reduce((sum, measure) => sum + measure.investment.amount, 0);
  c.saving = c.measures.reduce((sum, measure) => sum + measure.annual_saving.amount, 0);
  c.payback = Object.fromEntries(LANGUAGES.map((l) => [l, payback(c.investment, c.saving, l)]));
  const types = [...new Set(c.measures.map((measure) => measure.type))], { payback: paybacks, investment: investments } = computed[c.id];
  c.values = { resource: c.groups, sector: [c.sector], theme: c.themes, country: [c.place.country], region: [c.place.region],
    type: types, payback: paybacks, investment: investments, size: [] };
  return c;
}

export default function () {
  const cases = fs.readdirSync(FOLDER).sort().map(read);
  const byId = new Map(cases.map((c) => [c.id, c]));
  const facets = given.facets.map((facet) => {
    const members = {};
    for (const c of cases) for (const value of c.values[facet.id]) (members[value] ??= []).push(c);
    const rows = Object.entries(members).sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
    return { id: facet.id, terms: facet.values, rows };
  });
  const everything = [{ facet: "", value: "", address: given.cases, label: null, members: cases }];
  for (const facet of facets)
    for (const [value, members] of facet.rows)
      everything.push({ facet: facet.id, value, address: facet.terms[value].address, label: facet.terms[value].distinct, members });
  const lists = [];
  for (const list of everything) {
    const pages = Math.max(1, Math.ceil(list.members.length / PER_PAGE));
    for (let number = 1; number <= pages; number++) {
      const there = {};
      for (const l of LANGUAGES)
        there[l] = list.address[l] + (number > 1 ? `${given.text[l]["list.page_segment"]}/${number}/` : "");
      const shown = list.members.slice((number - 1) * PER_PAGE, number * PER_PAGE);
      for (const l of LANGUAGES) lists.push({ l, ...list, members: null, total: list.members.length, number, pages, there, shown });
    }
  }
  const pages = cases.flatMap((c) => LANGUAGES.map((l) => ({ l, c })));
  return { cases, byId, facets, lists, pages };
}
