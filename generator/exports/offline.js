/* Only in the copy that is taken along: a search without a server. Its index, where there is one, is a script before this. */
(function () {
  'use strict';
  var doc = document, index = window.offlineSearch, MOST = 50;
  var up = doc.currentScript.src.replace(/assets\/javascripts\/[^\/]*$/, '');

  function fold(text) { return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); }
  function make(name, text, attributes) {
    var element = doc.createElement(name);
    if (text) element.textContent = text;
    for (var key in attributes || {}) element.setAttribute(key, attributes[key]);
    return element;
  }
  /* All words in any order; a word in the title counts more. */
  function ask(question) {
    var words = fold(question).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    return index.rows.map(function (row, at) {
      var title = fold(row[1]), all = title + ' ' + fold(row[2]) + ' ' + fold(row[3]);
      var score = words.every(function (word) { return all.indexOf(word) >= 0; })
        ? 1 + words.filter(function (word) { return title.indexOf(word) >= 0; }).length : 0;
      return { row: row, score: score, at: at };
    }).filter(function (hit) { return hit.score; }).sort(function (a, b) { return b.score - a.score || a.at - b.at; });
  }
  function show(question, count, list) {
    var hits = ask(question);
    list.textContent = '';
    count.textContent = !question.trim() ? '' : !hits.length ? index.words.none
      : (hits.length === 1 ? index.words.one : index.words.other).replace('{n}', hits.length);
    hits.slice(0, MOST).forEach(function (hit) {
      var item = make('li'), link = make('a', hit.row[1], { href: up + hit.row[0] });
      item.append(link, make('span', ' · ' + hit.row[3], { 'class': 'small' }), make('br'), make('span', hit.row[2], { 'class': 'small' }));
      list.append(item);
    });
  }
  function box() {
    var place = doc.querySelector('.lead'), form = make('form', '', { 'class': 'form', role: 'search' }), field = make('p', '', { 'class': 'field' });
    var input = make('input', '', { type: 'search', id: 'offline-search', autocomplete: 'off' });
    var count = make('p', '', { 'aria-live': 'polite', id: 'offline-count' }), list = make('ul', '', { id: 'offline-hits' });
    field.append(make('label', index.words.label, { 'for': 'offline-search' }), input);
    form.append(field);
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    input.addEventListener('input', function () { show(input.value, count, list); });
    place.after(form, count, list);
    input.focus();
  }

  /* The keys of the site's own search lead to the page that has this one; a module would be refused here. */
  doc.addEventListener('keydown', function (event) {
    var typing = event.target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (typing || event.ctrlKey || event.metaKey || event.altKey || (event.key !== '/' && event.key !== 's')) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (index) doc.getElementById('offline-search').focus();
    else location.href = doc.querySelector('[data-find]').href;
  }, true);
  if (index) doc.addEventListener('DOMContentLoaded', box);
})();
