/* Filters and sorting of a list. Loaded by site.js when one of them is touched, or when the address asks for them.
   Records are numbers, their places in the list's own order; files and encodings: generator/exports/facets.py. */
(function () {
  'use strict';
  const doc = document, box = doc.querySelector('[data-list]'), { list, root, home } = box.dataset;
  const panel = box.querySelector('.facets > details'), head = box.querySelector('.list-head h2');
  const select = box.querySelector('.list-head select'), results = box.querySelector('.results');
  const cards = results.querySelector('.cards'), table = box.querySelector('.list-head a');
  const plain = { cards: [...cards.childNodes], head: head.textContent, table: table && table.textContent };
  const whole = 'whole' in box.dataset, language = doc.documentElement.lang;
  const files = new Map(), note = make('p', 'small'), tools = make('p', 'filter-chips'), more = make('button', 'btn');
  let index, words, state, latest = 0, limit;

  function make(name, style, text) {
    const element = doc.createElement(name);
    if (style) element.className = style;
    if (text) element.textContent = text;
    if (name === 'button') element.type = 'button';
    return element;
  }
  function file(path) {
    if (!files.has(path)) {
      files.set(path, fetch(`${root}data/${path}.json`).then((answer) => {
        if (!answer.ok) throw new Error(path);
        return answer.json();
      }));
      files.get(path).catch(() => files.delete(path)); // asked for again next time
    }
    return files.get(path);
  }
  const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, words.group);
  function say(key, value, values) {
    const form = new Intl.PluralRules(language).select(value), texts = words.words;
    const text = texts[key] || texts[`${key}.${form}`] || texts[`${key}.other`];
    return text.replace(/\{(\w+)\}/g, (_, name) => (name === 'n' ? number(value) : values[name]));
  }

  /* Sets of records: one bit each, the lowest first. */
  const size = () => (index.count + 31) >> 5;
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  function set(code) {
    const bits = new Uint32Array(size());
    if (typeof code === 'string') bytes(code).forEach((byte, place) => { bits[place >> 2] |= byte << ((place & 3) << 3); });
    else code.reduce((before, step) => { const place = before + step; bits[place >> 5] |= 1 << (place & 31); return place; }, 0);
    return bits;
  }
  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  function setsOf({ values, sets: codes, column }) {
    if (codes) return Object.fromEntries(values.map((value, at) => [value, set(codes[at])]));
    const found = values.map(() => new Uint32Array(size())), width = column.length / index.count;
    for (let place = 0; place < index.count; place++) {
      let at = 0;
      for (let i = 0; i < width; i++) at = (at << 6) | DIGITS.indexOf(column[place * width + i]);
      if (at) found[at - 1][place >> 5] |= 1 << (place & 31);
    }
    return Object.fromEntries(values.map((value, at) => [value, found[at]]));
  }
  function full() {
    const bits = new Uint32Array(size()).fill(-1);
    if (index.count & 31) bits[bits.length - 1] = (1 << (index.count & 31)) - 1;
    return bits;
  }
  const has = (bits, place) => (bits[place >> 5] >>> (place & 31)) & 1;
  function count(one, other) {
    let sum = 0;
    for (let i = 0; i < one.length; i++) {
      let word = one[i] & other[i];
      word -= (word >>> 1) & 0x55555555;
      word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
      sum += (((word + (word >>> 4)) & 0xf0f0f0f) * 0x1010101) >>> 24;
    }
    return sum;
  }
  function unpack(code, known) {
    const data = bytes(code), width = Math.max(1, 32 - Math.clz32(index.count - 1)), numbers = [];
    for (let bit = 0; numbers.length < known; bit += width) {
      let value = 0;
      for (let i = 0; i < width; i++) value |= ((data[(bit + i) >> 3] >> ((bit + i) & 7)) & 1) << i;
      numbers.push(value);
    }
    return numbers;
  }

  /* What is chosen stands in the address: ?sector=15,10&resource=water&sort=payback. What nobody knows is passed over. */
  function read() {
    const asked = new URLSearchParams(location.search), chosen = {};
    const own = box.dataset.own ? box.dataset.own.split('=') : [];
    for (const facet of Object.keys(index.facets)) {
      const values = asked.getAll(facet).join(',').split(',').concat(facet === own[0] ? own[1] : []);
      const known = values.filter((value, at) => index.facets[facet].values.includes(value) && values.indexOf(value) === at);
      if (known.length) chosen[facet] = known;
    }
    const sort = asked.get('sort');
    return { chosen, sort: index.sorts.includes(sort) ? sort : '' };
  }
  function query() {
    const parts = Object.keys(index.facets).filter((facet) => state.chosen[facet])
      .map((facet) => `${facet}=${state.chosen[facet].map(encodeURIComponent).join(',')}`);
    if (state.sort) parts.push(`sort=${state.sort}`);
    return parts.length ? `?${parts.join('&')}` : '';
  }
  function change() {
    limit = index.chunk;
    if (!whole) location.assign(home + query()); // a page of one value or number has an address of its own
    else {
      history.pushState(null, '', location.pathname + query());
      show();
    }
  }
  function choose(facet, value, on) {
    const values = (state.chosen[facet] || []).filter((other) => other !== value);
    if (on) values.push(value);
    if (values.length) state.chosen[facet] = values;
    else delete state.chosen[facet];
    change();
  }
  function clear() {
    state = { chosen: {}, sort: state.sort };
    change();
    head.focus();
  }

  /* OR inside a facet, AND between facets; a facet's own choice does not lower the counts of its other values. */
  function narrowed() {
    const unions = Object.keys(state.chosen).map((facet) => [facet, state.chosen[facet].reduce((union, value) => {
      sets[facet][value].forEach((word, i) => { union[i] |= word; });
      return union;
    }, new Uint32Array(size()))]);
    return (but) => unions.reduce((left, [facet, union]) => {
      if (facet !== but) for (let i = 0; i < left.length; i++) left[i] &= union[i];
      return left;
    }, full());
  }
  let sets, boxes;
  function panelCounts(within) {
    const all = within();
    for (const [facet, inputs] of boxes) {
      const others = state.chosen[facet] ? within(facet) : all;
      for (const [value, input, shown] of inputs) {
        const hits = count(sets[facet][value], others);
        input.checked = (state.chosen[facet] || []).includes(value);
        input.disabled = !hits && !input.checked;
        shown.textContent = number(hits);
      }
    }
    const total = count(all, all);
    apply.textContent = say('filters.apply', total, { count: say(list, total) });
    return all;
  }

  async function show() {
    const mine = ++latest, found = panelCounts(narrowed()), total = count(found, found);
    const filtered = Object.keys(state.chosen).length > 0;
    head.textContent = filtered || state.sort ? say(list, total) : plain.head;
    if (table) table.textContent = filtered ? say('filters.table', index.count) : plain.table; // it shows all of them
    if (select) select.value = state.sort;
    chips(filtered);
    if (!filtered && !state.sort) return finish(plain.cards, 0, '');
    if (!total) return finish([nothing()], 0, '');
    cards.setAttribute('aria-busy', 'true');
    try {
      const { places: order, currencies } = state.sort ? await orderOf(state.sort) : { places: [] };
      const ranked = new Uint32Array(size());
      order.forEach((place) => { ranked[place >> 5] |= 1 << (place & 31); });
      const places = order.filter((place) => has(found, place)).slice(0, limit);
      for (let place = 0; place < index.count && places.length < limit; place++)
        if (has(found, place) && !has(ranked, place)) places.push(place);
      const shown = await Promise.all(places.map(card));
      if (mine === latest) finish(shown, total - places.length, state.sort ? remark(found, order, currencies, total - count(found, ranked)) : '');
    } catch (error) {
      if (mine === latest) finish([make('p', 'note', say('filters.failed'))], 0, '');
    }
  }
  async function orderOf(sort) {
    const found = await file(`facets/${list}/${sort}`);
    found.places = found.places || unpack(found.order, found.known);
    return found;
  }
  async function card(place) {
    const chunk = await file(`cards/${language}/${list}/${Math.floor(place / index.chunk)}`), at = place % index.chunk;
    const holder = make('div');
    holder.innerHTML = chunk.cards[at].split('\0').join(root); // where a page puts its way to the site's root
    holder.firstChild.dataset.id = chunk.ids[at];
    return holder.firstChild;
  }
  function finish(shown, left, text) {
    cards.replaceChildren(...shown);
    cards.removeAttribute('aria-busy');
    box.classList.toggle('is-filtered', shown !== plain.cards);
    more.hidden = !left;
    if (left) more.textContent = say('filters.more', Math.min(left, index.chunk));
    note.textContent = text;
    note.hidden = !text;
    box.dispatchEvent(new Event('cards'));
  }
  /* An order is made of one stretch for each currency. */
  function remark(found, order, currencies, lacking) {
    const texts = [], names = [];
    let end = 0;
    for (const [currency, cases] of currencies) {
      const hits = order.slice(end, end += cases).filter((place) => has(found, place)).length;
      if (hits) names.push(`${words.currencies[currency] || currency} (${number(hits)})`);
    }
    if (names.length > 1) texts.push(say('filters.currencies', 0, { list: names.join(', ') }));
    if (lacking) texts.push(say('filters.last', lacking));
    return texts.join(' ');
  }
  function nothing() {
    const block = make('div', 'note filter-none'), own = `filters.${list}.none`, ways = make('p', 'actions');
    const link = make('a', 'btn', say('filters.browse'));
    link.href = home;
    ways.append(button(say('filters.clear'), clear), link);
    block.append(make('p', '', say(own in words.words ? own : 'filters.none')), make('p', 'small', say('filters.none_hint')), ways);
    return block;
  }
  function button(text, action) {
    const made = make('button', 'btn', text);
    made.addEventListener('click', action);
    return made;
  }
  function chips(filtered) {
    tools.hidden = !filtered;
    tools.replaceChildren();
    for (const [facet, inputs] of boxes) {
      for (const [value, , , name] of inputs) {
        if (!(state.chosen[facet] || []).includes(value)) continue;
        const chip = button(`${name} ×`, () => { choose(facet, value, false); head.focus(); });
        chip.className = 'tag';
        chip.setAttribute('aria-label', say('filters.remove', 0, { name }));
        tools.append(chip);
      }
    }
    if (filtered) tools.append(button(say('filters.clear'), clear));
  }

  /* The links of the panel become boxes to tick; the one in use keeps the focus. */
  function boxesOf(group) {
    const { facet } = group.dataset, inputs = [];
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', group.querySelector('h2').textContent);
    for (const link of group.querySelectorAll('a[data-value]')) {
      const label = make('label'), input = make('input'), shown = link.querySelector('.count'), { value } = link.dataset;
      if (!index.facets[facet].values.includes(value)) continue;
      Object.assign(input, { type: 'checkbox', name: facet, value });
      input.addEventListener('change', () => choose(facet, value, input.checked));
      const name = link.firstChild.textContent.trim(), focused = link === doc.activeElement;
      label.append(input, ...link.childNodes);
      link.replaceWith(label);
      if (focused) input.focus();
      inputs.push([value, input, shown, name]);
    }
    return [facet, inputs];
  }
  const apply = make('button', 'btn btn--main filter-apply');
  function begin() {
    const clicked = box.pending && [box.pending.closest('[data-facet]').dataset.facet, box.pending.dataset.value];
    sets = Object.fromEntries(Object.entries(index.facets).map(([facet, code]) => [facet, setsOf(code)]));
    boxes = [...box.querySelectorAll('[data-facet]')].map(boxesOf);
    state = read();
    limit = index.chunk;
    head.setAttribute('aria-live', 'polite');
    results.querySelector('.list-head').after(tools, note);
    cards.after(more);
    if (panel) panel.append(apply);
    tools.setAttribute('role', 'group');
    tools.setAttribute('aria-label', say('filters.chosen'));
    tools.hidden = note.hidden = more.hidden = true;
    apply.hidden = !whole;
    more.addEventListener('click', async () => {
      const before = limit;
      limit += index.chunk;
      await show();
      const link = cards.querySelectorAll('.card-title a')[before];
      if (link) link.focus();
    });
    apply.addEventListener('click', () => { panel.open = false; head.focus(); head.scrollIntoView(); });
    if (select) select.addEventListener('change', () => { state.sort = select.value; change(); });
    if (whole) addEventListener('popstate', () => { state = read(); limit = index.chunk; show(); });
    box.ready = true;
    if (clicked) choose(...clicked, !(state.chosen[clicked[0]] || []).includes(clicked[1]));
    else if (select && select.value && select.value !== state.sort) {
      state.sort = select.value;
      change();
    } else if (whole && query()) show();
    else panelCounts(narrowed());
  }
  Promise.all([file(`facets/${list}`), file(`facets/words-${language}`)]).then(async (found) => {
    [index, words] = found;
    while (box.pressed) await new Promise((resolve) => { setTimeout(resolve, 20); });
    begin();
  }).catch(() => {
    if (box.pending && box.pending.href) location.assign(box.pending.href); // the page without filters still leads on
  });
})();
