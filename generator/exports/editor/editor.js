// Starts the editor with the configuration of this site.
import { parse } from "./yaml/index.js";
import { formatOf } from "./records.js";

const config = parse(await (await fetch("config.yml")).text(), { maxAliasCount: -1 });
const languages = document.documentElement.dataset.languages.split(" ");
for (const collection of config.collections) window.CMS.registerCustomFormat(collection.format, "yml", formatOf(collection, languages));
window.CMS.init({ config: { ...config, load_config_file: false } });
