/* Two to four cases side by side: /casos/comparar/?ids=a,b,c. Figures come from the API, as printed; nothing is converted
   but what the API converted already. Loaded by site.js on the page that has #compare. */
(function () {
  'use strict';
  const doc = document, most = 4, long = 8, key = 'comparar', NBSP = '\u00a0', MINUS = '\u2212';
  const box = doc.getElementById('compare'), { root, site } = box.dataset, language = doc.documentElement.lang;
  let words;

  function make(name, text, style) {
    const element = doc.createElement(name);
    if (style) element.className = style;
    if (text) element.textContent = text;
    return element;
  }
  const say = (name, values) => words.words[name].replace(/\{(\w+)\}/g, (_, found) => values[found]);
  const label = (vocabulary, id) => (id ? words.labels[vocabulary][id] || id : '');
  const text = (localized) => (typeof localized === 'string' ? localized : localized[language] || Object.values(localized)[0]);

  /* Decimals keep the digits a source prints: they stay texts. */
  const exact = (json) => JSON.parse(json.replace(/"(?:[^"\\]|\\.)*"|-?\d+\.\d+/g, (found) => (found[0] === '"' ? found : `"${found}"`)));
  async function get(path) {
    const answer = await fetch(root + path);
    if (!answer.ok) throw new Error(path);
    return exact(await answer.text());
  }

  function number(value) {
    const [whole, part] = String(value).replace('-', '').split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, words.group) + (part ? `.${part}` : '');
    return Number(value) < 0 ? MINUS + grouped : grouped;
  }
  const qualified = (shown, qualifier) => (qualifier ? `${label('qualifiers', qualifier)} ${shown}` : shown);
  function money(found) {
    if (!found) return '';
    const symbol = words.currencies[found.currency] || found.currency, space = words.spaced || /\p{L}$/u.test(symbol) ? NBSP : '';
    return qualified(symbol + space + number(found.amount), found.qualifier) + (found.year ? ` (${found.year})` : '');
  }
  const percent = (value) => (Number(value) > 0 ? '+' : '') + number(digits(value, 1)) + words.percent;
  /* At most so many decimals, none of them a zero at the end. */
  const digits = (value, places) => (String(value).split('.')[1] || '').length > places ? String(Number(Number(value).toFixed(places))) : value;
  const named = (value, unit) => `${number(value)}${NBSP}${say(`unit.${unit}.${Number(value) === 1 ? 'one' : 'other'}`)}`;
  function duration(months) { // two significant digits: days under a month, years from two years on
    const value = Number(months);
    const [shown, unit] = value < 1 ? [value * 30.4375, 'days'] : value < 24 ? [value, 'months'] : [value / 12, 'years'];
    const places = unit === 'days' && shown >= 1 ? 0 : Math.max(0, 1 - Math.floor(Math.log10(shown)));
    return named(shown.toFixed(places), unit);
  }
  function stated(found) {
    const unit = found && ['days', 'months', 'years'].find((name) => found[name] !== undefined);
    return unit && qualified(named(found[unit], unit), found.qualifier);
  }

  /* The effects of a case, each with what was computed of it; both lists have one order. */
  function effects({ data, derived }) {
    const all = [...(data.effects || []), ...(data.measures || []).flatMap((measure) => measure.effects || [])];
    return all.map((effect, at) => ({ ...effect, ...(derived.effects || [])[at] }));
  }
  /* With a qualifier a change is said in words: "more than −50 %" would be read the wrong way. */
  function changed({ percent: value, qualifier }) {
    if (!qualifier || qualifier === 'about') return qualified(percent(value), qualifier);
    return qualified(`${percent(value).replace(/^[+\u2212]/, '')} ${say(`compare.${Number(value) < 0 ? 'decrease' : 'increase'}`)}`, qualifier);
  }
  function change(effect) {
    const value = effect.canonical ? effect.canonical.value : effect.change, unit = effect.canonical ? effect.canonical.unit : effect.unit;
    const parts = [];
    if (value !== undefined) {
      const period = ['year', 'month', 'day'].includes(effect.period) ? ` ${say(`per.${effect.period}`)}` : '';
      const rounded = effect.canonical ? String(Number(Number(value).toPrecision(5))) : value;
      parts.push(qualified(`${number(rounded)}${NBSP}${words.units[unit] || unit}${period}`, effect.percent === undefined && effect.qualifier));
    }
    if (effect.percent !== undefined) parts.push(changed(effect));
    if (!parts.length) parts.push(say(`compare.${effect.direction || 'decrease'}`));
    const shown = parts.join(' · ');
    return effect.per === 'output' ? `${shown} ${say('compare.per_output')}` : shown;
  }
  function rows(cases) {
    const one = (title, value) => [title, cases.map(value)];
    const period = ({ data }) => data.period && (data.period.after || data.period.baseline || (data.period.reported && say('period.reported', { year: data.period.reported })));
    const place = ({ data }) => [...new Set([data.place.locality, label('regions', data.place.region), label('countries', data.place.country)])].filter(Boolean).join(', ');
    const status = ({ data }) => [...new Set((data.measures || []).map((measure) => measure.status).filter(Boolean))].map((id) => label('measure_status', id));
    const computed = ({ derived }) => derived.payback && `${derived.payback.approximate ? `${say('compare.approx')} ` : ''}${duration(derived.payback.months)}`;
    const resources = [...new Set(cases.flatMap((found) => effects(found).map((effect) => effect.resource)))];
    return [
      one(say('compare.organisation'), (found) => found.company),
      one(say('compare.sector'), ({ data }) => label('sectors', data.sector)),
      one(say('compare.size'), ({ data }) => label('company_sizes', data.size)),
      one(say('compare.period'), period),
      one(say('compare.place'), place),
      one(say('compare.investment'), ({ derived }) => money(derived.investment)),
      one(say('compare.saving'), ({ derived }) => money(derived.annual_saving)),
      one(say('compare.stated'), ({ data }) => data.stated && stated(data.stated.payback)),
      one(say('compare.computed'), computed),
      ...resources.map((id) => one(label('resources', id), (found) => effects(found).filter((effect) => effect.resource === id).map(change))),
      one(say('compare.verification'), status),
      one(say('compare.completeness'), ({ derived }) => say('compare.documented', { known: derived.documented[0], of: derived.documented[1] })),
    ];
  }
  function cell(value) {
    const made = make('td'), lines = (Array.isArray(value) ? value : [value]).filter((line) => line !== undefined && line !== '' && line !== null);
    if (!lines.length) made.append(make('span', say('unknown_value'), 'unknown'));
    if (lines.length > long) lines.splice(long, lines.length, say('compare.rest', { n: lines.length - long }));
    lines.forEach((line) => made.append(make('div', String(line))));
    return made;
  }
  function table(cases) {
    const scroll = make('div', '', 'table-scroll table-wide'), made = make('table', '', 'data data--wide data--compare'), top = make('tr'), body = make('tbody');
    const corner = make('th', say('compare.what')), header = make('thead');
    scroll.tabIndex = 0;
    scroll.setAttribute('role', 'region');
    scroll.setAttribute('aria-label', say('compare.caption'));
    corner.scope = 'col';
    top.append(corner, ...cases.map((found) => {
      const column = make('th'), link = make('a', text(found.title)), remove = make('a', say('compare.remove'), 'small');
      const others = cases.filter((other) => other !== found).map((other) => other.id);
      column.scope = 'col';
      link.href = root + found.urls[language].slice(site.length);
      remove.href = `?ids=${others.join(',')}`;
      remove.addEventListener('click', (event) => {
        remember(others);
        if (!others.length || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        history.pushState(null, '', remove.href);
        start().then(() => { const left = box.querySelector('.table-scroll'); if (left) left.focus(); });
      });
      remove.setAttribute('aria-label', `${say('compare.remove')}: ${text(found.title)}`);
      column.append(link, ' ', remove);
      return column;
    }));
    for (const [title, values] of rows(cases)) {
      const row = make('tr'), heading = make('th', title);
      heading.scope = 'row';
      row.append(heading, ...values.map(cell));
      body.append(row);
    }
    header.append(top);
    made.append(make('caption', say('compare.caption')), header, body);
    scroll.append(made);
    return scroll;
  }
  /* Amounts that cannot be compared as they stand, said in words. */
  function warnings(cases) {
    const amounts = cases.flatMap(({ derived }) => [derived.investment, derived.annual_saving].filter(Boolean));
    const notes = [];
    if (new Set(amounts.map((amount) => amount.currency)).size > 1) notes.push(say('compare.other_currency'));
    if (new Set(amounts.map((amount) => amount.year)).size > 1) notes.push(say('compare.other_year'));
    return notes;
  }
  function kept() {
    try { return (sessionStorage.getItem(key) || '').split(',').filter(Boolean); } catch (e) { return []; }
  }
  function remember(ids) {
    try { sessionStorage.setItem(key, ids.join(',')); } catch (e) { /* the address holds them */ }
  }
  async function one(id) {
    if (!/^[a-z0-9.-]+$/.test(id)) return null;
    const found = await get(`api/v1/case_studies/${id}.json`).catch(() => null);
    if (!found || !found.data) return null; // unknown, or no longer current
    const company = found.data.organisation && await get(`api/v1/organisations/${found.data.organisation}.json`).catch(() => null);
    return { ...found, company: company ? text(company.title) : '' };
  }
  async function begin() {
    const asked = [...new Set((new URLSearchParams(location.search).get('ids') || '').split(',').map((id) => id.trim()).filter(Boolean))];
    if (!asked.length) return;
    // Who comes from a case's own page has chosen one: those chosen before stand beside it.
    const ids = asked.length > 1 ? asked : [...new Set([...kept().filter((id) => id !== asked[0]).slice(0, most - 1), ...asked])], notes = [];
    const shown = ids.slice(0, most);
    box.setAttribute('aria-busy', 'true');
    words = await get(`data/compare/${language}.json`);
    const found = await Promise.all(shown.map(one)), cases = found.filter(Boolean);
    const lost = shown.filter((_, at) => !found[at]);
    if (ids.length > most) notes.push(say('compare.too_many'));
    if (lost.length) notes.push(say('compare.lost', { list: lost.join(', ') }));
    if (cases.length === 1) notes.push(say('compare.alone'));
    if (cases.length) {
      remember(cases.map((known) => known.id));
      history.replaceState(null, '', `?ids=${cases.map((known) => known.id).join(',')}`);
    }
    const said = make('div');
    said.setAttribute('role', 'status');
    box.replaceChildren(said, ...(cases.length ? [table(cases)] : []));
    said.append(...notes.concat(warnings(cases)).map((note) => make('p', note, 'notice')));
    box.removeAttribute('aria-busy');
  }
  const start = () => begin().catch(() => {
    box.removeAttribute('aria-busy');
    if (words) box.prepend(make('p', say('compare.failed'), 'notice'));
  });
  addEventListener('popstate', start);
  start();
})();
