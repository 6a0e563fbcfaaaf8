import { LANGUAGES, UPDATED, given } from "./lib/words.js";

export const data = { permalink: "sitemap.xml", eleventyExcludeFromCollections: true };

export function render({ bench }) {
  const there = bench.cases.map((c) => ({ es: `${given.cases.es}${c.id}/`, en: `${given.cases.en}${c.id}/` }));
  for (const list of bench.lists) if (list.l === "es") there.push(list.there);
  const urls = there.flatMap((at) => LANGUAGES.map((l) => `<url>
<loc>${given.url}${at[l]}</loc>
<lastmod>${UPDATED}</lastmod>
<xhtml:link rel="alternate" hreflang="es" href="${given.url}${at.es}"/>
<xhtml:link rel="alternate" hreflang="en" href="${given.url}${at.en}"/>
<xhtml:link rel="alternate" hreflang="x-default" href="${given.url}${at.es}"/>
</url>
`));
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join("")}</urlset>
`;
}
