/* Choosing cases of a list to compare. The choice is kept for the visit (sessionStorage) and goes into the address of
   the comparison. Loaded by site.js when the button is pressed. */
(function () {
  'use strict';
  const doc = document, most = 4, key = 'comparar';
  const box = doc.querySelector('[data-list]'), opener = box.querySelector('[data-pick]'), { root, compare, ids } = box.dataset;
  const bar = doc.createElement('div'), count = doc.createElement('p'), link = doc.createElement('a');
  let chosen = [], words = {}, on = false;

  function keep() {
    try { sessionStorage.setItem(key, chosen.join(',')); } catch (e) { /* kept on this page only */ }
  }
  function say(name, n) {
    return (words[name] || '').replace('{n}', n);
  }
  function mark() {
    box.querySelectorAll('.cards > .card').forEach((card, at) => {
      let label = card.querySelector('.pick');
      if (!on) { if (label) label.remove(); return; }
      const id = card.dataset.id || (card.dataset.id = ids.split(' ')[at]);
      if (!label) {
        const input = doc.createElement('input'), title = card.querySelector('.card-title');
        label = doc.createElement('label');
        label.className = 'pick';
        input.type = 'checkbox';
        input.addEventListener('change', () => pick(id, input));
        title.id = title.id || `case-${id}`;
        input.setAttribute('aria-describedby', title.id);
        label.append(input, say('compare.one'));
        card.append(label);
      }
      label.firstChild.checked = chosen.includes(id);
    });
    bar.hidden = !on;
    link.hidden = chosen.length < 2;
    link.href = `${compare}?ids=${chosen.join(',')}`;
    link.textContent = say('compare.go', chosen.length);
  }
  function pick(id, input) {
    const full = input.checked && chosen.length >= most;
    if (full) input.checked = false;
    else chosen = input.checked ? [...chosen, id] : chosen.filter((other) => other !== id);
    keep();
    mark();
    count.textContent = say(full ? 'compare.most' : chosen.length < 2 ? 'compare.least' : 'compare.chosen', chosen.length);
  }
  function toggle() {
    on = !on;
    opener.setAttribute('aria-pressed', String(on));
    mark();
    count.textContent = on ? say(chosen.length < 2 ? 'compare.least' : 'compare.chosen', chosen.length) : '';
  }

  try { chosen = (sessionStorage.getItem(key) || '').split(',').filter(Boolean).slice(0, most); } catch (e) { /* none kept */ }
  fetch(`${root}data/facets/words-${doc.documentElement.lang}.json`).then((answer) => answer.json()).then((found) => {
    const none = doc.createElement('button');
    words = found.words;
    bar.className = 'compare-bar';
    count.setAttribute('role', 'status');
    link.className = 'btn btn--main';
    none.className = 'btn';
    none.type = 'button';
    none.textContent = say('compare.none');
    none.addEventListener('click', () => { chosen = []; keep(); on = true; toggle(); opener.focus(); });
    bar.append(count, link, none);
    box.querySelector('.list-head').after(bar); // the next stop of the keyboard after the button
    box.addEventListener('cards', mark);
    opener.addEventListener('click', toggle);
    toggle();
  });
})();
