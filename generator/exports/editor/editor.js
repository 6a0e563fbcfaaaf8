// Starts the editor with the configuration of this site.
import { parse } from "./yaml/index.js";
import { formatOf } from "./records.js";

const { phrases, ...config } = parse(await (await fetch("config.yml")).text(), { maxAliasCount: -1 });
const languages = document.documentElement.dataset.languages.split(" ");

/** The editor's own words in this language, with those of the site put in. */
function worded(words) {
  const all = structuredClone(words ?? {});
  for (const [key, text] of Object.entries(phrases)) {
    const names = key.split(".");
    const last = names.pop();
    names.reduce((group, name) => (group[name] ??= {}), all)[last] = text;
  }
  return all;
}

window.CMS.registerLocale(config.locale, worded(window.CMS.getLocale(config.locale)));
for (const collection of config.collections) window.CMS.registerCustomFormat(collection.format, "yml", formatOf(collection, languages));
window.CMS.init({ config: { ...config, load_config_file: false } });
