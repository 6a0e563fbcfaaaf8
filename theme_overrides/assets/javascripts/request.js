/* A request to the centre, composed here and sent by the reader: nothing is stored, nothing leaves the page by itself.
   Answers may come with the address (?theme=…&sector=…&region=…&about=organisations/…). Loaded by site.js on the page of the form. */
(function () {
  'use strict';
  const doc = document, form = doc.querySelector('form[data-load=request]'), { root, subject, page, email, whatsapp } = form.dataset;
  const errors = doc.getElementById('request-errors'), ready = doc.getElementById('request-ready'), message = doc.getElementById('request-message');
  const fields = [...form.querySelectorAll('select')], text = doc.getElementById('request-text'), who = doc.getElementById('request-who'), language = doc.documentElement.lang;
  let about = '';

  const name = (field) => field.labels[0].textContent.replace(/\s*\([^)]*\)\s*$/, '').trim();
  const answer = (field) => field.selectedOptions[0].textContent;

  function fill() {
    const query = new URLSearchParams(location.search), asked = query.get('about') || '';
    fields.forEach((field) => {
      const value = query.get(field.name);
      if (value && [...field.options].some((option) => option.value === value)) field.value = value;
    });
    /* Who is asked for is looked up, so that an address cannot put words into a message. */
    if (!/^(consultants|organisations)\/[a-z0-9.-]+$/.test(asked)) return;
    fetch(`${root}data/help/${language}.json`).then((found) => found.json()).then((data) => {
      const helper = data.helpers.find((other) => other.id === asked);
      if (helper) about = helper.title;
    }).catch(() => { /* the message then names nobody */ });
  }
  /* What is missing, at the top with a link to each field, and at the field. */
  function missing() {
    const list = errors.querySelector('ul'), lacking = fields.filter((field) => field.required && !field.value);
    list.textContent = '';
    fields.forEach((field) => {
      const id = `${field.id}-error`, old = doc.getElementById(id);
      if (old) old.remove();
      field.removeAttribute('aria-invalid');
      field.removeAttribute('aria-describedby');
      if (!lacking.includes(field)) return;
      const item = doc.createElement('li'), link = doc.createElement('a'), note = doc.createElement('p');
      link.href = `#${field.id}`;
      link.textContent = note.textContent = field.dataset.error;
      link.addEventListener('click', (event) => { event.preventDefault(); field.focus(); });
      note.id = id;
      note.className = 'hint error';
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', id);
      field.before(note);
      item.append(link);
      list.append(item);
    });
    errors.hidden = !lacking.length;
    return lacking;
  }
  function compose() {
    const lines = [subject, ''];
    if (about) lines.push(`${form.dataset.about}: ${about}`);
    fields.filter((field) => field.value).forEach((field) => lines.push(`${name(field)}: ${answer(field)}`));
    if (who.value.trim()) lines.push(`${form.dataset.who}: ${who.value.trim()}`);
    if (text.value.trim()) lines.push('', text.value.trim());
    return [...lines, '', page].join('\n');
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (missing().length) {
      ready.hidden = true;
      errors.focus();
      return;
    }
    const body = compose(), links = { whatsapp: `https://wa.me/${whatsapp || ''}?text=${encodeURIComponent(body)}`,
      email: `mailto:${email}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replace(/\n/g, '\r\n'))}` };
    message.textContent = body;
    ready.querySelectorAll('[data-send]').forEach((link) => { link.href = links[link.dataset.send]; });
    ready.hidden = false;
    ready.querySelector('h2').focus();
  });
  form.addEventListener('input', () => { ready.hidden = true; });
  fill();
})();
