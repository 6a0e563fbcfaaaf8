/* Who can help: /encuentra-ayuda/?theme=energy-efficiency&sector=15. The score is shown as its reasons; what is not known of
   somebody is said and counts neither way. Loaded by site.js on the page whose form names it. */
(function () {
  'use strict';
  const doc = document, form = doc.querySelector('form[data-load=help]'), { root, request } = form.dataset;
  const names = ['theme', 'sector', 'region', 'size', 'language'], weights = { theme: 4, sector: 3, region: 2, size: 1, language: 1 };
  const most = 60, bonus = 2, language = doc.documentElement.lang;
  const box = doc.getElementById('help-results'), count = doc.getElementById('help-count'), directory = doc.getElementById('help-directory');
  const has = (object, name) => Object.prototype.hasOwnProperty.call(object, name);
  let data;

  function make(name, text, style) {
    const element = doc.createElement(name);
    if (style) element.className = style;
    if (text) element.textContent = text;
    return element;
  }
  function say(name, values) {
    return data.words[name].replace(/\{(\w+)\}/g, (_, found) => values[found]);
  }
  function plural(name, n, values) {
    const form = new Intl.PluralRules(language).select(n);
    return say(has(data.words, `${name}.${form}`) ? `${name}.${form}` : `${name}.other`, { n, ...values });
  }
  const label = (name) => form.elements[name].selectedOptions[0].textContent;

  /* Only answers that the page offers count: anything else in the address is no answer. */
  function asked() {
    const query = new URLSearchParams(location.search), answers = {};
    names.forEach((name) => {
      const value = query.get(name);
      if (value && [...form.elements[name].options].some((option) => option.value === value)) answers[name] = value;
      form.elements[name].value = answers[name] || '';
    });
    return answers;
  }
  const query = (answers) => new URLSearchParams(names.filter((name) => answers[name]).map((name) => [name, answers[name]])).toString();

  /* One helper against the answers: its score and why. */
  function match(helper, answers) {
    const found = { helper, score: 0, yes: [], no: [], unknown: [] };
    const known = { theme: helper.themes && helper.themes.map((place) => data.themes[place]), region: helper.regions, size: helper.sizes, language: helper.languages };
    names.filter((name) => answers[name]).forEach((name) => {
      const value = answers[name], sectors = helper.sectors || {}, none = name === 'region' ? 'region_no' : name;
      if (name === 'sector' ? !helper.sectors : !known[name]) found.unknown.push(say(none));
      else if (name === 'sector' ? !has(sectors, value) : !known[name].includes(value)) found.no.push(say(none));
      else {
        const cases = name === 'sector' ? sectors[value] : 0;
        found.score += weights[name] + Math.min(bonus, cases);
        found.yes.push(cases ? plural('sector_cases', cases) : say(name, { region: label('region') }));
      }
    });
    return found;
  }
  /* Cases stand for themselves: how many there are of the sector and the theme. */
  function cases(answers) {
    const { sector = '', theme = '' } = answers, tries = [[sector, theme], [sector, ''], ['', theme]];
    const number = ([s, t]) => (s || t) && has(data.cases, s) ? data.cases[s][t ? data.themes.indexOf(t) + 1 : 0] : 0;
    const found = tries.find(number);
    if (!found) return null;
    const [s, t] = found, n = number(found), what = [s && label('sector'), t && label('theme')].filter(Boolean).join(', ');
    const url = `${data.list}?${query({ sector: s, theme: t })}`, row = { helper: { title: plural('cases', n, { what }), kind: say('case'), url }, score: 0, yes: [], no: [], unknown: [] };
    if (t) { row.score += weights.theme; row.yes.push(say('theme')); } else if (theme) row.no.push(say('theme'));
    if (s) { row.score += weights.sector + Math.min(bonus, n); row.yes.push(plural('sector_cases', n)); } else if (sector) row.no.push(say('sector'));
    return row;
  }
  function line(name, reasons, style) {
    const made = make('p', '', style);
    made.append(make('strong', say(name)), ` ${reasons.join(', ')}.`);
    return made;
  }
  function card({ helper, yes, no, unknown }, answers) {
    const made = make('article', '', 'card'), title = make('h3', '', 'card-title'), link = make('a', helper.title), people = /^(consultants|organisations)\//.test(helper.id || '');
    link.href = root + helper.url;
    title.append(link);
    made.append(make('p', helper.kind, 'card-meta'), title, line('yes', yes, 'reasons'));
    if (no.length) made.append(line('no', no, 'reasons small'));
    if (unknown.length) made.append(line('unknown', unknown, 'reasons small'));
    if (helper.last) made.append(make('p', say('silent', { year: helper.last }), 'reasons')); // nobody to ask is known
    else if (people) {
      const ask = make('a', say('contact')), row = make('p', '', 'reasons');
      ask.href = `${request}?${query(answers)}&about=${encodeURIComponent(helper.id)}`;
      ask.setAttribute('aria-label', `${say('contact')}: ${helper.title}`);
      ask.className = 'pick';
      row.append(ask);
      made.append(row);
    }
    return made;
  }
  function show(focus) {
    const answers = asked(), any = names.some((name) => answers[name]);
    while (count.nextSibling) count.nextSibling.remove();
    box.hidden = !any;
    directory.hidden = any;
    if (!any) return;
    const rows = [...data.helpers.map((helper) => match(helper, answers)), cases(answers)].filter((found) => found && found.score);
    const order = new Intl.Collator(language);
    rows.sort((a, b) => b.score - a.score || order.compare(a.helper.title, b.helper.title));
    count.textContent = plural('results', rows.length);
    const actions = make('p', '', 'actions'), ask = make('a', say('ask'), 'btn'), clear = make('a', say('clear'), 'btn');
    ask.href = `${request}?${query(answers)}`;
    clear.href = location.pathname;
    actions.append(ask, ' ', clear);
    if (rows.length) {
      const cards = make('div', '', 'cards');
      cards.append(...rows.slice(0, most).map((found) => card(found, answers)));
      box.append(cards);
    } else {
      const note = make('div', '', 'note');
      ask.className = 'btn btn--main';
      note.append(make('p', say('none')), make('p', say('none_text')));
      box.append(note);
    }
    box.append(actions);
    if (focus) count.focus();
  }
  async function load(focus) {
    try {
      data = data || await fetch(`${root}data/help/${language}.json`).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)));
      show(focus);
    } catch (e) {
      box.hidden = true;
      directory.hidden = false;
    }
  }

  form.addEventListener('submit', (event) => {
    const answers = Object.fromEntries(names.map((name) => [name, form.elements[name].value]));
    event.preventDefault();
    history.pushState(null, '', query(answers) ? `?${query(answers)}` : location.pathname);
    load(true);
  });
  window.addEventListener('popstate', () => load(false));
  if (query(asked())) load(false);
})();
