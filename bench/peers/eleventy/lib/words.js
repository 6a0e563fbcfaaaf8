// Words, numbers, and the frame around every page.
import fs from "node:fs";

export const LANGUAGES = ["es", "en"];
export const given = JSON.parse(fs.readFileSync("../given/words.json", "utf8"));
export const computed = JSON.parse(fs.readFileSync("../given/computed.json", "utf8"));
export const UPDATED = "2026-11-23";
const frames = JSON.parse(fs.readFileSync("frames.json", "utf8"));
const pieces = Object.fromEntries(LANGUAGES.map((l) => [l, frames[l].split(/@(\w+)@/)]));
const NBSP = "\u00a0";
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };

export const esc = (text) => String(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);

export function number(value, l, decimals = 0) {
  const [whole, rest] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, l === "es" ? NBSP : ",");
  return (value < 0 ? "−" : "") + grouped + (rest ? `.${rest}` : "");
}
export const money = (value, l, decimals) => given.dollar[l] + (l === "es" ? NBSP : "") + number(value, l, decimals);
export const percent = (value, l) => number(value, l) + (l === "es" ? `${NBSP}%` : "%");

export function payback(investment, saving, l) {
  const months = (12 * investment) / saving;
  let [value, unit] = [months, "months"];
  if (months < 1) [value, unit] = [months * 30.4375, "days"];
  else if (months >= 24) [value, unit] = [months / 12, "years"];
  const text = number(value, l, unit !== "days" && value < 10 ? 1 : 0);
  return text + NBSP + given.text[l][`unit.${unit}.${text === "1" ? "one" : "other"}`];
}

function shorten(text) {
  if (text.length <= 160) return text;
  const cut = text.slice(0, 159);
  return cut.slice(0, cut.lastIndexOf(" ")).replace(/[,;:.]+$/, "") + "…";
}

export function breadcrumbs(trail) {
  return {
    "@type": "BreadcrumbList",
    itemListElement: trail.map(([name, at], index) => ({ "@type": "ListItem", position: index + 1, name, item: given.url + at })),
  };
}

export const rootOf = (here) => "../".repeat(here.split("/").length - 1);

export function page({ l, there, title, description, data, trail, body, edit, aside }) {
  const here = there[l], root = rootOf(here), other = l === "es" ? "en" : "es", last = trail.length - 1;
  const short = esc(shorten(description)), name = esc(given.name[l]), url = esc(given.url), shown = esc(title);
  const parts = {
    ROOT: root,
    HOME: "../".repeat(here.split("/").length - given.prefix[l].split("/").length),
    HEAD: `<title>${shown} · ${name}</title>
<meta name="description" content="${short}">
<link rel="canonical" href="${url}${here}">
<link rel="alternate" hreflang="es" href="${url}${there.es}">
<link rel="alternate" hreflang="en" href="${url}${there.en}">
<link rel="alternate" hreflang="x-default" href="${url}${there.es}">
<meta property="og:title" content="${shown}">
<meta property="og:description" content="${short}">
<meta property="og:url" content="${url}${here}">
<meta property="og:type" content="article">
<meta property="og:site_name" content="${name}">
<meta property="og:locale" content="${given.locale[l]}">
${given.feed_links[l]}
<script type="application/ld+json">${JSON.stringify(data).replace(/[<>&]/g, (c) => "\\u00" + c.charCodeAt(0).toString(16))}</script>`,
    LANGUAGE: `<a href="${root}${there[other]}" lang="${other}" hreflang="${other}">${esc(given.languages[other])}</a>`,
    CRUMBS: `<ol>${trail.map(([text, at], index) =>
      index < last ? `<li><a href="${root}${at}">${esc(text)}</a></li>` : `<li aria-current="page">${esc(text)}</li>`).join("")}</ol>`,
    BODY: body,
    EDIT: edit,
    ASIDE: aside,
  };
  return pieces[l].map((piece, index) => (index % 2 ? parts[piece] : piece)).join("");
}
