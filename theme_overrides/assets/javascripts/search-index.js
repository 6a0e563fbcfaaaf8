/* How the index is asked. Pagefind finds one word at a time; here words are read out of a question, found one by one, and joined:
   a hit has all of them (exact) or some. So every hit can say what it lacks, and a word that no page has spoils nothing. */

const FEW = 5; // exact hits below which partial ones are shown as well
const MOST_PARTIAL = 20;
const LEAST_COVERED = 0.5; // of the question's weight, for a partial hit
const EXCERPT = 28; // words

export const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/* "¿Cuánto son US$ 20 400?" -> ["20400"]; "72 % de gas" -> ["72pct", "gas"]. As documents.py writes figures for the index. */
export function wordsOf(question, stopwords) {
  const text = question.normalize('NFC').toLowerCase()
    .replace(/(?:us\$|s\/\.?|\$|€|usd|eur)\s*(?=\d)/g, ' ')
    .replace(/\b\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+\b/g, (figure) => figure.replace(/\D/g, ''))
    .replace(/(\d+(?:[.,]\d+)?)\s*%/g, (_, figure) => figure.replace(',', '.') + 'pct ');
  const found = new Map();
  for (const part of text.split(/[\s/;:|()"«»“”¿?¡!+*=<>–—-]+/)) {
    const word = part.replace(/^\d/.test(part) ? /[^\p{L}\p{N}.,]|[.,]+$/gu : /[^\p{L}\p{N}\p{M}]/gu, '');
    if (word) found.set(fold(word), word);
  }
  const words = [...found.values()];
  const telling = words.filter((word) => !stopwords.has(word) && (word.length > 1 || /\d/.test(word)));
  return telling.length ? telling : words;
}

/* The word of the list that a typing error can stand for; '' where none is near. */
export function nearest(word, list) {
  const wanted = fold(word);
  let best = '', least = wanted.length < 4 || /\d/.test(wanted) ? 0 : wanted.length < 9 ? 1 : 2;
  if (!least) return best;
  for (const known of list) {
    const other = fold(known);
    if (other[0] !== wanted[0] || Math.abs(other.length - wanted.length) > least) continue;
    const away = distance(wanted, other, least);
    if (away < least || (away === least && !best)) { best = known; least = away; }
  }
  return best;
}

/* Letters to change, drop, add or swap; anything above `limit` is limit + 1. */
function distance(a, b, limit) {
  let before = [], last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last; last = row;
  }
  return last[b.length];
}

export class Index {
  /* `root` is the site's own address, `language` the page's, `words` the promise of its interface's words. Everything else is fetched here. */
  static async load(root, language, words) {
    const folder = new URL('pagefind/', root);
    const [pagefind, about] = await Promise.all([import(new URL('pagefind.js', folder)), words]);
    const engine = pagefind.createInstance({ basePath: folder.pathname, baseUrl: '/', noWorker: true });
    await engine.init();
    return new Index(engine, about, new URL(`${language}.words.json`, folder));
  }

  constructor(engine, about, words) {
    this.engine = engine;
    this.about = about;
    this.stopwords = new Set(about.words.stopwords.split(' '));
    this.terms = new Map();
    this.spelling = null;
    this.wordsAddress = words;
  }

  /* {words, corrected: [[from, to]], hits, counts: Map(collection -> number)}; hits in order, best first. */
  async ask(question) {
    const words = wordsOf(question, this.stopwords);
    const terms = await Promise.all(words.map((word) => this.term(word)));
    const corrected = [];
    if (terms.some((term) => !term.size)) {
      const spelling = await this.known();
      for (const at of terms.keys()) {
        const better = terms[at].size ? '' : nearest(words[at], spelling);
        const found = better ? await this.term(better) : null;
        if (!found || !found.size) continue;
        corrected.push([words[at], better]);
        words[at] = better;
        terms[at] = found;
      }
    }
    const hits = this.join(words, terms);
    const counts = new Map();
    for (const { collection } of hits) counts.set(collection, (counts.get(collection) || 0) + 1);
    return { words, corrected, hits, counts };
  }

  join(words, terms) {
    const pages = Math.max(...terms.map((term) => term.size), this.about.lists.reduce((sum, list) => sum + list.count, 0));
    const weights = terms.map((term) => Math.log(1 + (pages - term.size + 0.5) / (term.size + 0.5)));
    const all = weights.reduce((sum, weight, at) => sum + (terms[at].size ? weight : 0), 0) || 1; // a word that no page has weighs nothing
    const importance = new Map(this.about.lists.map((list) => [list.collection, list.weight]));
    const found = new Map();
    terms.forEach((term, at) => term.forEach((result, id) => {
      const hit = found.get(id) || { id, collection: collectionOf(id), results: [], has: new Set(), score: 0, covered: 0 };
      hit.results.push(result);
      hit.has.add(at);
      hit.score += result.score;
      hit.covered += weights[at] / all;
      found.set(id, hit);
    }));
    const hits = [...found.values()];
    for (const hit of hits) {
      hit.exact = hit.has.size === words.length;
      hit.missing = words.filter((_, at) => !hit.has.has(at));
      hit.score *= (importance.get(hit.collection) || 1) * hit.covered * hit.covered;
    }
    hits.sort((a, b) => b.exact - a.exact || b.score - a.score || (a.id < b.id ? -1 : 1));
    const exact = hits.filter((hit) => hit.exact);
    if (exact.length >= FEW) return exact;
    return exact.concat(hits.slice(exact.length).filter((hit) => hit.covered >= LEAST_COVERED).slice(0, MOST_PARTIAL));
  }

  /* Pages with a word, as Map(id -> result). Inflected forms count; longer words only where no page has the word itself. */
  async term(word) {
    const key = fold(word);
    if (!this.terms.has(key)) this.terms.set(key, this.find(word, key));
    return this.terms.get(key);
  }

  async find(word, key) {
    const narrow = await this.engine.search(`"${word}"`);
    const itself = new Set(narrow.results.map((result) => result.id));
    let { results } = await this.engine.search(word); // best first; pages with a longer word are among them
    if (itself.size) results = results.filter((result) => itself.has(result.id));
    else if (results.length && !(await begins(results[0], key))) results = []; // Pagefind fell back on a shorter word
    return new Map(results.map((result) => [result.id, result]));
  }

  known() {
    this.spelling = this.spelling || fetched(this.wordsAddress);
    return this.spelling;
  }
}

/* Pages are named <language>_<collection>_<digest>. */
const collectionOf = (id) => id.slice(id.indexOf('_') + 1, id.lastIndexOf('_'));

/* What a hit shows: {address, title, kind, line, excerpt}, title and excerpt as [[text, marked]]. */
export async function shown(hit) {
  const data = await hit.results[0].data();
  const words = data.content.split(/\s+/);
  const at = everywhere(words, hit.results.flatMap((result) => result.words));
  const title = data.meta.title.split(/\s+/);
  return {
    address: data.raw_url || data.url, kind: data.meta.kind || '', line: data.meta.line || '',
    title: marked(title, at, 0, title.length), excerpt: excerpt(words, at, title.length), // the text begins with the title
  };
}

/* All places of the words at these places: of a frequent word the index tells the first ones only. */
function everywhere(words, places) {
  const bare = (word) => fold(word).replace(/[^\p{L}\p{N}]+/gu, '');
  const found = new Set(places.map((place) => bare(words[place] || '')).filter(Boolean));
  return new Set([...places, ...[...words.keys()].filter((place) => found.has(bare(words[place])))]);
}

/* The stretch of the text with most of the words found; its beginning where they stand in the title only. */
function excerpt(words, at, first) {
  const places = [...at].filter((place) => place >= first).sort((a, b) => a - b);
  let start = first, most = 0;
  places.forEach((place, number) => {
    let count = 0;
    while (number + count < places.length && places[number + count] < place + EXCERPT) count++;
    if (count > most) { most = count; start = Math.max(first, place - 4); }
  });
  const end = Math.min(words.length, start + EXCERPT);
  start = Math.max(first, Math.min(start, end - EXCERPT));
  const parts = marked(words, at, start, end);
  if (start > first) parts.unshift(['… ', false]);
  if (end < words.length) parts.push([' …', false]);
  return parts;
}

function marked(words, at, start, end) {
  const parts = [];
  for (let place = start; place < end; place++) {
    if (place > start) parts.push([' ', false]);
    parts.push([words[place], at.has(place)]);
  }
  return parts;
}

/* Whether a result is about a word that begins like this one, in its text or as it is typed. */
async function begins(result, key) {
  const data = await result.data();
  const words = data.content.split(/\s+/);
  const marks = result.words.map((place) => words[place] || '').concat((data.meta.typed || '').split(' '));
  return marks.some((word) => fold(word).replace(/^[^\p{L}\p{N}]+/u, '').split(/[^\p{L}\p{N}.]+/u).some((part) => part.startsWith(key)));
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}
