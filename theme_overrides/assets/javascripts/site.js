/* Loaded in the head, not deferred: the colour scheme stands before the first paint. Every page works without it.
   Stored: only `tema` (oscuro or claro), and only after the visitor chooses. */
(function () {
  'use strict';
  var doc = document, root = doc.documentElement, key = 'tema';
  var system = matchMedia('(prefers-color-scheme: dark)');
  var wide = matchMedia('(min-width: 60em)');
  var chosen = null, loaded = {}, folder = doc.currentScript.src.replace(/[^/]*$/, '');
  try { chosen = localStorage.getItem(key); } catch (e) { /* storage refused: follow the system */ }

  function isDark() { return chosen ? chosen === 'oscuro' : system.matches; }
  function paint() {
    var button = doc.querySelector('[data-theme]');
    root.setAttribute('data-md-color-scheme', isDark() ? 'slate' : 'default');
    if (button) button.setAttribute('aria-pressed', String(isDark()));
  }
  function toggle() {
    chosen = isDark() ? 'claro' : 'oscuro';
    try { localStorage.setItem(key, chosen); } catch (e) { /* lasts for this page */ }
    paint();
  }
  /* <button data-copy="id" data-done="Copied">: copies the text of #id and says so on the button. */
  function copy(button) {
    var source = doc.getElementById(button.getAttribute('data-copy'));
    if (!source || !navigator.clipboard) return;
    navigator.clipboard.writeText(source.textContent.trim()).then(function () {
      var label = button.querySelector('span') || button;
      label.textContent = button.getAttribute('data-done') || label.textContent;
    });
  }
  /* The search is loaded when it is asked for, and on the page that holds it. Where it cannot run, its link leads there. */
  var search = null;
  function find(event) {
    var script = doc.createElement('script');
    if (!('noModule' in script) || !window.HTMLDialogElement) return;
    if (event) event.preventDefault();
    if (search) { doc.dispatchEvent(new Event('search:open')); return; }
    search = script;
    script.type = 'module';
    script.src = folder + 'search.js';
    script.onerror = function () { if (event) location.href = doc.querySelector('[data-search]').href; };
    doc.head.appendChild(script);
  }
  function typing(element) { return element.isContentEditable || (/^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) && !/^(checkbox|radio)$/.test(element.type)); }
  /* Lists: filters and the choice for a comparison load when they are touched, or when the address asks for them.
     What was clicked before they stood is left in `pending`. */
  function lists(event) {
    var box = doc.querySelector('[data-list]'), hit = event.target.closest && event.target.closest('.facets,.list-head select,[data-pick]');
    var link = event.target.closest && event.target.closest('a[data-value]');
    if (box && /^pointer[duc]/.test(event.type)) box.pressed = event.type === 'pointerdown'; /* nothing is exchanged between press and click */
    if (!box || (event.type === 'DOMContentLoaded' ? !location.search : !hit)) return;
    if (event.type === 'click' && link && !box.ready && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      box.pending = link;
    }
    if (hit && hit.hasAttribute('data-pick')) { if (event.type === 'click') load('pick'); } else load('facets');
  }
  function load(name) {
    if (loaded[name]) return;
    loaded[name] = doc.head.appendChild(doc.createElement('script'));
    loaded[name].src = folder + name + '.js';
  }
  function unfold() {
    var panels = doc.querySelectorAll('.facets > details');
    for (var i = 0; i < panels.length; i++) {
      panels[i].open = wide.matches;
      panels[i].querySelector('summary').tabIndex = wide.matches ? -1 : 0; /* always open there: nothing to press */
    }
  }

  root.className = 'js';
  paint();
  if (system.addEventListener) {
    system.addEventListener('change', paint);
    wide.addEventListener('change', unfold);
  }
  doc.addEventListener('click', function (event) {
    var hit = event.target.closest && event.target.closest('[data-theme],[data-print],[data-copy],[data-search],.lang a');
    if (!hit || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (hit.hasAttribute('data-theme')) toggle();
    else if (hit.hasAttribute('data-print')) print();
    else if (hit.hasAttribute('data-copy')) copy(hit);
    else if (hit.hasAttribute('data-search')) find(event);
    else hit.search = location.search; /* filters hold in the other language: their keys have none */
  });
  doc.addEventListener('keydown', function (event) {
    var plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
    if (plain && (event.key === '/' || event.key === 's') && !typing(event.target) && !doc.querySelector('dialog[open]')) find(event);
  });
  ['pointerover', 'pointerdown', 'pointerup', 'pointercancel', 'focusin', 'click', 'change', 'DOMContentLoaded'].forEach(function (name) { doc.addEventListener(name, lists); });
  doc.addEventListener('DOMContentLoaded', function () {
    var current = doc.querySelector('.menu [aria-current]'), part;
    paint();
    unfold();
    if (doc.querySelector('[data-search-page]')) find();
    if (doc.getElementById('compare')) load('compare');
    if (doc.querySelector('[data-calculator]')) load('calculator');
    if ((part = doc.querySelector('form[data-load]'))) load(part.getAttribute('data-load'));
    if (current) current.closest('ul').scrollLeft = current.offsetLeft - 40;
  });
})();
