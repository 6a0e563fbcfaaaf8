/* The search's interface: a dialog on every page, a box on the index page. Loaded by site.js when it is asked for. */
const doc = document;
const ROOT = new URL('../../', import.meta.url);
const LANGUAGE = doc.documentElement.lang;
const LINK = doc.querySelector('[data-search]');
const INDEX_PAGE = LINK.href;
const PLACE = doc.querySelector('[data-search-page]');
const WAIT = 150; // milliseconds without a key before the index is asked
const STEP = 10; // hits shown at once

const parts = () => import('./search-index.js');
let telling = null, loading = null;
const words = () => (telling = telling || fetch(new URL(`pagefind/${LANGUAGE}.json`, ROOT)).then((answer) => {
  if (!answer.ok) throw new Error(answer.url);
  return answer.json();
}));
const index = () => (loading = loading || parts().then(({ Index }) => Index.load(ROOT, LANGUAGE, words())));

/* An element with its attributes, properties and children; text stays text. */
function make(name, attributes = {}, ...children) {
  const element = doc.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children);
  return element;
}

const pieces = (parts) => parts.map(([text, found]) => (found ? make('mark', {}, text) : text));
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/* A box to ask in and its answers. `page` is the index page's own; there the address bar follows the question.
   One can type in it at once; its words (`learn`) and the index come behind, and what was typed is asked then. */
class Box {
  constructor(page) {
    this.page = page;
    this.about = null;
    this.number = 0; // of the latest question; an answer to an earlier one is dropped
    this.collection = '';
    this.input = make('input', {
      type: 'search', name: 'q', id: 'search-question', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', enterkeyhint: 'search',
      oninput: () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.ask(), WAIT); },
    });
    this.label = make('label', { for: 'search-question' }, LINK.getAttribute('aria-label'));
    this.status = make('p', { class: 'search-status', role: 'status' }, '…');
    this.chips = make('div', { class: 'search-chips', role: 'group', hidden: true });
    this.answers = make('div', { class: 'search-answers', 'aria-busy': 'true' });
    const ready = () => this.answers.removeAttribute('aria-busy');
    index().then(ready, ready);
    const form = make('form', { class: 'search-form', role: 'search', action: INDEX_PAGE, onsubmit: (event) => this.submit(event) },
      this.label, this.input);
    this.element = make('div', { class: 'search-box', onkeydown: (event) => this.move(event) }, form, this.status, this.chips, this.answers);
  }

  learn(about) {
    this.about = about;
    this.label.textContent = this.t('label');
    this.chips.setAttribute('aria-label', this.t('filter'));
    this.status.textContent = '';
  }

  t(key, values = {}) { return filled(this.about.words[key], values); }

  count(number) {
    const text = String(number).replace(/\B(?=(\d{3})+$)/g, this.about.group);
    const key = `results.${new Intl.PluralRules(LANGUAGE).select(number)}`;
    return this.t(key in this.about.words ? key : 'results.other', { n: text });
  }

  submit(event) {
    if (!this.page) return; // from the dialog the form leads to the index page
    event.preventDefault();
    clearTimeout(this.timer);
    this.ask();
  }

  async ask() {
    const question = this.input.value.trim(), number = ++this.number;
    if (this.page) history.replaceState(null, '', question ? `?q=${encodeURIComponent(question)}` : location.pathname);
    this.collection = '';
    if (!this.about) return; // asked when there are words to answer with
    if (question.length < 2) { this.clear(); return; }
    if (!this.answers.childElementCount) this.status.textContent = this.t('waiting');
    try {
      const answer = await (await index()).ask(question);
      if (number === this.number) { this.answer = { ...answer, question }; this.chip(); await this.show(STEP); }
    } catch (fault) {
      if (number === this.number) this.fail();
      throw fault;
    }
  }

  clear() {
    this.answer = null;
    this.status.textContent = '';
    this.chips.hidden = true;
    this.answers.replaceChildren();
  }

  fail() {
    this.clear();
    this.status.textContent = this.t('failed');
    if (!this.page) this.answers.append(make('p', {}, make('a', { href: INDEX_PAGE }, this.t('index'))));
  }

  /* One button a collection, with its number of hits, in the order of the site. */
  chip() {
    const { counts, hits } = this.answer;
    const button = (label, number, collection) => make('button', { type: 'button', class: 'search-chip', 'aria-pressed': String(collection === this.collection), onclick: () => {
      this.collection = collection;
      for (const other of this.chips.children) other.setAttribute('aria-pressed', String(other.dataset.collection === collection));
      this.show(STEP);
    }, 'data-collection': collection }, label, ' ', make('span', { class: 'count' }, String(number)));
    const some = this.about.lists.filter(({ collection }) => counts.has(collection)).map(({ collection, label }) => button(label, counts.get(collection), collection));
    this.chips.hidden = some.length < 2;
    this.chips.replaceChildren(button(this.t('everything'), hits.length, ''), ...some);
  }

  async show(most) {
    const { number, answer } = this;
    const hits = answer.hits.filter((hit) => !this.collection || hit.collection === this.collection);
    const rows = await Promise.all(hits.slice(0, most).map(async (hit) => this.row(hit, await (await parts()).shown(hit))));
    if (number !== this.number) return;
    const notes = answer.corrected.map(([from, to]) => make('p', { class: 'search-note' }, this.t('corrected', { from, to })));
    if (hits.length && !hits[0].exact) notes.push(make('p', { class: 'search-note' }, this.t('some')));
    this.status.textContent = this.count(hits.length);
    this.answers.replaceChildren(...notes, ...(hits.length ? [make('ol', { class: 'search-hits' }, ...rows)] : this.nothing(answer.question)), ...this.rest(hits.length, most));
    if (!this.page) this.answers.scrollTop = 0;
  }

  row(hit, { address, title, kind, line, excerpt }) {
    const row = make('li', { class: 'search-hit' },
      make('a', { href: new URL(address.slice(1), ROOT).href }, ...pieces(title)),
      make('p', { class: 'search-line' }, make('span', { class: 'search-kind' }, kind), line ? ` · ${line}` : ''),
      make('p', { class: 'search-text' }, ...pieces(excerpt)));
    if (!hit.exact) row.append(make('p', { class: 'search-missing' }, this.t('without', { words: hit.missing.join(', ') })));
    return row;
  }

  rest(number, most) {
    if (number <= most) return [];
    if (this.page) return [make('p', {}, make('button', { type: 'button', class: 'btn', onclick: () => this.more(most) }, this.t('more')))];
    const href = `${INDEX_PAGE}?q=${encodeURIComponent(this.answer.question)}`;
    return [make('p', {}, make('a', { href }, this.t('all', { n: this.count(number).replace(/\D+$/, '') })))];
  }

  async more(most) {
    await this.show(most + STEP);
    this.links()[most].focus();
  }

  /* Nothing found: the same question in another language, or a list to look through. */
  nothing(query) {
    const lists = this.about.lists.filter(({ address }) => address)
      .map(({ label, address, count }) => make('li', {}, make('a', { href: new URL(address, ROOT).href }, label), ` (${count})`));
    const others = this.about.others.map(({ code, name, find }) => make('p', {},
      make('a', { href: new URL(`${find}?q=${encodeURIComponent(query)}`, ROOT).href, hreflang: code }, this.t('elsewhere', { query, language: name }))));
    return [make('p', {}, make('strong', {}, this.t('nothing', { query }))), ...others, make('p', {}, this.t('advice')), make('ul', { class: 'search-lists' }, ...lists)];
  }

  links() { return [...this.answers.querySelectorAll('a,button')]; }

  /* Arrows go through the answers and back to the question. */
  move(event) {
    if (event.key === 'Escape' && !this.page) { event.preventDefault(); dialog.close(); return; } // a first one would only empty the field
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    const stops = [this.input, ...this.links()], at = stops.indexOf(doc.activeElement);
    if (at < 0 || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  }
}

let dialog = null, box = null;

async function open() {
  if (PLACE && box) { box.input.focus(); return; }
  if (!dialog) {
    box = new Box(false);
    const close = make('button', { type: 'button', class: 'search-close', onclick: () => dialog.close() }, '×');
    dialog = make('dialog', { class: 'search-dialog', 'aria-label': LINK.getAttribute('aria-label'), onclick: (event) => { if (event.target === dialog) dialog.close(); } },
      make('div', { class: 'search-inside' }, close, box.element));
    doc.body.append(dialog);
    dialog.showModal();
    box.input.focus();
    box.learn(await words());
    for (const name of ['aria-label', 'title']) close.setAttribute(name, box.t('close'));
    dialog.setAttribute('aria-label', box.t('title'));
    await Promise.all([index(), box.ask()]);
    return;
  }
  if (!dialog.open) dialog.showModal();
  box.input.focus();
  box.input.select();
}

async function place() {
  box = new Box(true);
  PLACE.append(box.element);
  box.input.value = new URLSearchParams(location.search).get('q') || '';
  box.learn(await words());
  PLACE.prepend(make('h2', { class: 'vh' }, box.t('title')));
  await (box.input.value ? box.ask() : index());
}

/* The stylesheet first, so that nothing is seen without it. */
function styled() {
  const sheet = make('link', { rel: 'stylesheet', href: new URL('assets/stylesheets/search.css', ROOT).href });
  const ready = new Promise((resolve) => { sheet.onload = sheet.onerror = resolve; });
  doc.head.append(sheet);
  return ready;
}

styled().then(() => {
  doc.addEventListener('search:open', open);
  return PLACE ? place() : open();
}).catch(() => {
  if (PLACE) PLACE.replaceChildren();
  else location.href = INDEX_PAGE; // no index on this site: its page of all records serves
});
