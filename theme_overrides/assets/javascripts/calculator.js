/* The calculator. Words, units and factors stand in the page, so it works without a connection; nothing typed leaves the browser.
   A blank is null: unknown, never 0. The formulas are those of generator/formulas.py; tests compare both with the same vectors. */
(function () {
  'use strict';
  const doc = document, box = doc.querySelector('[data-calculator]');
  if (!box || box.formulas) return;
  const data = JSON.parse(box.dataset.calculator), words = data.words;
  const known = (...values) => values.every((value) => value !== null && value !== undefined && !Number.isNaN(value));
  const cents = (value) => {
    /* Half a cent goes up by its decimal digits, as banks round, not by their binary neighbour. */
    const sign = Math.sign(value), digits = Math.abs(value);
    if (digits >= 1e12) return value;
    return sign * Number(`${Math.round(Number(`${Number(digits.toPrecision(15))}e2`) || 0)}e-2`) || 0;
  };
  const formulas = {
    payback_months: (investment, saving) => known(investment, saving) && saving > 0 ? 12 * investment / saving : null,
    simple_return: (investment, saving) => known(investment, saving) && investment > 0 ? 100 * saving / investment : null,
    flow(investment, saving, years, salvage) {
      if (!known(investment, saving, years) || years < 1) return null;
      const flows = [-investment, ...Array(Math.floor(years)).fill(saving)];
      flows[flows.length - 1] += salvage || 0;
      return flows;
    },
    present: (flows, rate) => flows.reduce((sum, flow, year) => sum + flow / (1 + rate / 100) ** year, 0),
    npv(investment, saving, years, rate, salvage) {
      const flows = formulas.flow(investment, saving, years, salvage);
      return flows && known(rate) && rate > -100 ? formulas.present(flows, rate) : null;
    },
    irr(investment, saving, years, salvage) {
      const flows = formulas.flow(investment, saving, years, salvage);
      if (!flows || !(flows[0] < 0 && Math.max(...flows) > 0)) return null;
      let low = -99.9999, high = 100;
      while (formulas.present(flows, high) > 0 && high < 1e12) high *= 10;
      if (formulas.present(flows, low) < 0 || formulas.present(flows, high) > 0) return null;
      for (let turn = 0; turn < 300; turn++) {
        const middle = (low + high) / 2;
        if (formulas.present(flows, middle) > 0) low = middle; else high = middle;
      }
      return (low + high) / 2;
    },
    convert(value, from, to) {
      const [one, other] = [from, to].map((id) => data.units.find((unit) => unit[0] === id));
      return known(value) && one && other && one[2] === other[2] ? value * Number(one[3]) / Number(other[3]) : null;
    },
    emissions_t: (quantity, factor) => known(quantity, factor) ? quantity * factor / 1000 : null,
    guarantee: (credit, share) => known(credit, share) ? cents(credit * share / 100) : null,
    reduction_percent(before, after, outputBefore, outputAfter) {
      if (!known(before, after, outputBefore, outputAfter) || !outputBefore || !outputAfter || !before) return null;
      const was = before / outputBefore;
      return Math.round(100 * (was - after / outputAfter) / was * 1e6) / 1e6;
    },
    band(reduction) {
      if (!known(reduction)) return null;
      const reached = data.bands.filter(([from, included]) => reduction > from || (included && reduction === from));
      return Math.max(0, ...reached.map((band) => band[2]));
    },
    reimbursement(credit, reduction, cap) {
      const amount = formulas.guarantee(credit, formulas.band(reduction));
      return known(amount, cap) ? Math.min(amount, cap) : amount;
    },
    eligible: (...answers) => answers.includes(false) ? false : answers.includes(null) || !answers.length ? null : true,
  };
  box.formulas = formulas;

  /* 10 000, S/ 10,000.50, 10.5 and 0,5 are numbers as people write them; a comma before three digits groups thousands. */
  function read(text) {
    let plain = text.replace(/[\s\u00a0]/g, '').replace(/^(US\$|S\/\.?|\$)/i, '');
    if (/^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(plain)) plain = plain.replace(/,/g, '');
    else if (/^-?\d*,\d+$/.test(plain)) plain = plain.replace(',', '.');
    return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
  }
  function show(value, places) {
    if (!Number.isFinite(value)) return words.unknown;
    const size = Math.abs(value), digits = size > 0 && size < 10 ** -places ? Math.min(12, 1 - Math.floor(Math.log10(size))) : places;
    const [whole, rest] = size.toFixed(digits).split('.');
    return (value < 0 && Number(size.toFixed(digits)) ? '−' : '') + whole.replace(/\B(?=(\d{3})+$)/g, data.group) + (rest ? `.${rest}` : '');
  }
  function make(name, text, attributes, ...children) {
    const node = doc.createElement(name);
    if (text) node.textContent = text;
    Object.entries(attributes || {}).forEach(([key, value]) => node.setAttribute(key, value));
    node.append(...children);
    return node;
  }
  function field(id, control, hint) {
    const label = make('label', words[id], { for: `calc-${id}` }), node = make('p', '', { class: 'field' }, label, control);
    control.id = `calc-${id}`;
    if (hint) {
      control.setAttribute('aria-describedby', `calc-${id}-hint`);
      node.append(make('span', hint, { class: 'small', id: `calc-${id}-hint` }));
    }
    return node;
  }
  const input = (id) => field(id, make('input', '', { type: 'text', inputmode: 'decimal', autocomplete: 'off' }), words[`${id}_hint`]);
  const select = (id, options) => field(id, make('select', '', {}, ...options.map(([value, label]) => make('option', label, { value }))), words[`${id}_hint`]);
  /* What is wrong, said in the field for as long as it is. */
  function mistake(node, wrong) {
    const id = `${node.id}-error`, old = doc.getElementById(id), hint = `${node.id}-hint`;
    if (Boolean(old) === wrong) return;
    if (old) old.remove(); else node.after(make('span', words.number_only, { class: 'hint error', id, role: 'status' }));
    const about = [wrong && id, doc.getElementById(hint) && hint].filter(Boolean).join(' ');
    if (about) node.setAttribute('aria-describedby', about); else node.removeAttribute('aria-describedby');
  }
  function value(id) {
    const node = doc.getElementById(`calc-${id}`), found = read(node.value), wrong = node.value.trim() !== '' && Number.isNaN(found);
    if (wrong) node.setAttribute('aria-invalid', 'true'); else node.removeAttribute('aria-invalid');
    mistake(node, wrong);
    return Number.isNaN(found) ? null : found;
  }
  /* One tool: a form, and a list of results with how each is computed. */
  function part(name, controls, results, compute) {
    const out = Object.fromEntries(results.map((id) => [id, make('output', words.unknown, { for: controls.map((node) => node.querySelector('[id]').id).join(' ') })]));
    const list = make('dl', '', { class: 'kv' });
    results.forEach((id) => {
      const detail = make('dd', '', {}, make('strong', '', {}, out[id]));
      if (words[`${id}_how`]) detail.append(make('br'), make('span', words[`${id}_how`], { class: 'small' }));
      list.append(make('dt', words[id]), detail);
    });
    const form = make('form', '', { class: 'form', novalidate: '' }, make('fieldset', '', { id: `tool-${name}` }, make('legend', words[name]), ...controls, list));
    const update = () => Object.entries(compute()).forEach(([id, text]) => { out[id].textContent = text; });
    form.addEventListener('input', update);
    form.addEventListener('submit', (event) => event.preventDefault());
    box.append(form);
    /* The page's contents name each tool by the heading of its formulas: they lead to the tool. */
    doc.querySelectorAll('.toc a').forEach((link) => { if (link.textContent.trim() === words[name]) link.hash = `tool-${name}`; });
    update();
  }

  const said = (number, places, unit) => !known(number) ? words.unknown : show(number, places) + (unit === '%' ? data.percent : unit && `\u00a0${words[unit] || unit}`);
  box.append(make('p', words.privacy, { class: 'small' }));
  part('economics', ['investment', 'saving', 'cost', 'years', 'rate', 'salvage'].map(input), ['payback', 'return', 'npv', 'irr'], () => {
    const [investment, saving, cost, years, rate, salvage] = ['investment', 'saving', 'cost', 'years', 'rate', 'salvage'].map(value);
    const net = known(saving) ? saving - (cost || 0) : null;
    return {
      payback: known(net) && net <= 0 ? words.no_saving : said(formulas.payback_months(investment, net), 1, 'months'),
      return: said(formulas.simple_return(investment, net), 1, '%'),
      npv: said(formulas.npv(investment, net, years, rate, salvage), 0, ''),
      irr: said(formulas.irr(investment, net, years, salvage), 1, '%'),
    };
  });
  const units = data.units.map(([id, label]) => [id, label]);
  part('units', [input('amount'), select('from', units), select('to', [...units.slice(1), ...units.slice(0, 1)])], ['converted'], () => {
    const [from, to] = ['from', 'to'].map((id) => doc.getElementById(`calc-${id}`).value), kind = (id) => data.units.find((unit) => unit[0] === id)[2];
    return { converted: kind(from) === kind(to) ? said(formulas.convert(value('amount'), from, to), 4, '').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') : words.other_dimension };
  });
  part('emissions', [input('quantity'), select('source', data.factors.map(([label, unit], at) => [at, `${label}, ${unit}`])), input('factor')], ['emitted'], () => {
    const chosen = data.factors[doc.getElementById('calc-source').value], own = doc.getElementById('calc-factor');
    doc.getElementById('calc-source-hint').textContent = `${chosen[2]} kg CO₂e/${chosen[1]}. ${chosen[3]}`;
    return { emitted: said(formulas.emissions_t(value('quantity'), own.value.trim() ? value('factor') : Number(chosen[2])), 3, 't CO₂e') };
  });
  part('credit', ['approved', 'before', 'output_before', 'after', 'output_after', 'cap'].map(input), ['guarantee', 'reduction', 'band', 'reimbursement'], () => {
    const [approved, before, outputBefore, after, outputAfter, cap] = ['approved', 'before', 'output_before', 'after', 'output_after', 'cap'].map(value);
    const reduction = formulas.reduction_percent(before, after, outputBefore, outputAfter);
    return {
      guarantee: said(formulas.guarantee(approved, 50), 2, ''),
      reduction: said(reduction, 1, '%'),
      band: said(formulas.band(reduction), 0, '%') + (reduction === 40 ? ` · ${words.exactly}` : ''),
      reimbursement: said(formulas.reimbursement(approved, reduction, cap), 2, ''),
    };
  });
})();
