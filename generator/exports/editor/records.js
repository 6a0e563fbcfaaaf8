// Records between their files and the editor's forms. A file keeps its comments, its order and the digits of its figures:
// only what was changed is written. What is unknown is absent, never empty and never 0.
import * as YAML from "./yaml/index.js";

const SOURCE = "__file"; // the text a form was read from, carried along in the form
const PLAIN = /^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/;
const TERM = /^[A-Za-z][A-Za-z0-9_-]*$/; // of a vocabulary
const WORDS = new Set(["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"]);
const DAY = /^\d{4}-\d\d(?:-\d\d)?$/;
const WRITTEN = { lineWidth: 0, flowCollectionPadding: false };

const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const fieldsOf = (field) => Object.fromEntries((field.fields ?? []).map((inner) => [inner.name, inner]));

/** The format of a collection, for `CMS.registerCustomFormat`; `languages` are those of the site. */
export function formatOf(collection, languages) {
  const top = { widget: "object", fields: collection.fields };
  return {
    fromFile(text) {
      const file = YAML.parseDocument(text);
      if (file.errors.length) throw file.errors[0];
      return { ...shown(file.toJS(), top, languages), [SOURCE]: text };
    },
    toFile(form) {
      const { [SOURCE]: text, ...data } = form;
      const record = kept(data, top, languages) ?? {};
      if (!text) return String(new YAML.Document(node(record, top)).toString(WRITTEN));
      const file = YAML.parseDocument(text);
      const before = kept(shown(file.toJS(), top, languages), top, languages) ?? {};
      const plain = file.toString(WRITTEN);
      mend(file.contents, before, record, top);
      return relined(text, plain, file.toString(WRITTEN));
    },
  };
}

/** A value of a file as the form of its field shows it. */
function shown(value, field, languages) {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) {
    const item = itemOf(field);
    return value.map((inner) => shown(inner, item, languages));
  }
  if (field.kept === "name" && typeof value === "string") return Object.fromEntries(languages.map((code) => [code, value]));
  if (field.kept === "citation" && typeof value === "string") return { source: value };
  if (field.kept === "truth" || field.kept === "partial") return String(value);
  if (!isMap(value)) return value;
  const fields = fieldsOf(field);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shown(inner, fields[name] ?? {}, languages)]));
}

/** A value of a form as its file has it; undefined where the form says nothing. */
function kept(value, field, languages) {
  if (value === null || value === undefined || (typeof value === "number" && Number.isNaN(value))) return undefined;
  if (typeof value === "string") {
    const text = value.trim();
    if (!text) return undefined;
    if (field.kept === "truth") return text === "true";
    return field.kept === "partial" && /^\d{4}$/.test(text) ? Number(text) : text;
  }
  if (Array.isArray(value)) {
    const item = itemOf(field);
    const items = value.map((inner) => kept(inner, item, languages)).filter((inner) => inner !== undefined);
    return items.length ? items : undefined;
  }
  if (!isMap(value)) return value;
  const fields = fieldsOf(field);
  const order = [...Object.keys(fields).filter((name) => name in value), ...Object.keys(value).filter((name) => !(name in fields))];
  const pairs = order.map((name) => [name, kept(value[name], fields[name] ?? {}, languages)]).filter(([, inner]) => inner !== undefined);
  if (!pairs.length) return undefined;
  const group = Object.fromEntries(pairs);
  if (field.kept === "name" && languages.every((code) => group[code] === group[languages[0]])) return group[languages[0]];
  return field.kept === "citation" && pairs.length === 1 && group.source ? group.source : group;
}

const itemOf = (field) => field.field ?? (field.fields ? { ...field, widget: "object" } : { ...field, multiple: false });

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other) || (isMap(one) && isMap(other)
  && Object.keys(one).length === Object.keys(other).length && Object.keys(one).every((name) => same(one[name], other[name])));

/** Write the differences between two values of a group into its part of the file. */
function mend(map, before, after, field) {
  const fields = fieldsOf(field);
  for (const name of Object.keys(before)) if (!(name in after)) map.delete(name);
  for (const [name, value] of Object.entries(after)) {
    if (name in before && same(before[name], value)) continue;
    const inner = fields[name] ?? {};
    const there = map.get(name, true);
    if (YAML.isMap(there) && isMap(before[name]) && isMap(value)) mend(there, before[name], value, inner);
    else if (YAML.isSeq(there) && Array.isArray(before[name]) && Array.isArray(value)) mendList(there, before[name], value, itemOf(inner));
    else if (there) replace(map, name, value, inner);
    else insert(map, name, value, inner, Object.keys(fields));
  }
}

function replace(map, name, value, field) {
  const pair = map.items.find((each) => String(each.key) === name);
  const old = pair.value;
  pair.value = node(value, field, map.flow);
  if (old?.comment) pair.value.comment = old.comment;
  if (YAML.isScalar(old) && YAML.isScalar(pair.value) && typeof value === "string" && old.type?.startsWith("QUOTE") && !value.includes("\n")) pair.value.type = old.type;
}

/** A new field goes before the first one that comes after it in the schema. */
function insert(map, name, value, field, order) {
  const pair = new YAML.Pair(new YAML.Scalar(name), node(value, field, map.flow));
  const later = new Set(order.slice(order.indexOf(name) + 1));
  const at = order.includes(name) ? map.items.findIndex((each) => later.has(String(each.key))) : -1;
  if (at < 0) map.items.push(pair);
  else map.items.splice(at, 0, pair);
}

/** Items that stayed keep their place in the file; of as many items as before, each is mended where it stands. */
function mendList(list, before, after, field) {
  const old = list.items.slice();
  const taken = new Set();
  const find = (value) => before.findIndex((each, index) => !taken.has(index) && same(each, value));
  const places = after.map((value) => {
    const index = find(value);
    if (index >= 0) taken.add(index);
    return index;
  });
  list.items = after.map((value, index) => {
    if (places[index] >= 0) return old[places[index]];
    const free = after.length >= before.length && index < before.length && !taken.has(index) ? index : -1;
    if (free >= 0 && YAML.isMap(old[free]) && isMap(before[free]) && isMap(value)) {
      taken.add(free);
      mend(old[free], before[free], value, field);
      return old[free];
    }
    return node(value, field, list.flow);
  });
}

/** A value as it is written anew: texts in quotes, so that none is taken for a number, a date or a truth. */
function node(value, field, flow = false) {
  if (Array.isArray(value)) {
    const list = new YAML.YAMLSeq();
    const item = itemOf(field);
    list.flow = flow || ["select", "relation"].includes(field.widget);
    list.items = value.map((inner) => node(inner, item, list.flow));
    return list;
  }
  if (isMap(value)) {
    const map = new YAML.YAMLMap();
    const fields = fieldsOf(field);
    map.flow = flow;
    map.items = Object.entries(value).map(([name, inner]) => new YAML.Pair(new YAML.Scalar(name), node(inner, fields[name] ?? {}, flow)));
    return map;
  }
  const scalar = new YAML.Scalar(value);
  if (typeof value === "string") {
    const simple = PLAIN.test(value) || (field.widget === "select" && TERM.test(value));
    const bare = (simple && !WORDS.has(value.toLowerCase())) || ((field.widget === "datetime" || field.kept === "partial") && DAY.test(value));
    scalar.type = value.includes("\n") && !flow ? "BLOCK_LITERAL" : bare ? "PLAIN" : "QUOTE_DOUBLE";
  }
  return scalar;
}

/** What was written, with the lines that did not change as they stood in the file (`plain` is the file as the library writes it). */
function relined(text, plain, written) {
  const [old, before, after] = [text, plain, written].map((each) => each.split("\n"));
  if (text === plain || old.length !== before.length) return written;
  const common = before.map(() => new Uint16Array(after.length + 1)).concat(new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      common[i][j] = before[i] === after[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  const lines = [];
  for (let i = 0, j = 0; j < after.length; ) {
    if (i < before.length && before[i] === after[j]) { lines.push(old[i]); i++; j++; }
    else if (i < before.length && common[i + 1][j] >= common[i][j + 1]) i++;
    else lines.push(after[j++]);
  }
  return lines.join("\n");
}
