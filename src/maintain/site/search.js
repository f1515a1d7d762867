// The search over all ports that have a page: in the browser, over a list that is loaded on first use.
'use strict';

(() => {
  const root = document.currentScript.dataset.root;
  const shown = 10;
  const statuses = {
    a: 'assigned', g: 'ghost', r: 'released', s: 'reserved', u: 'unassigned', d: 'dynamic',
  };
  const input = document.getElementById('query');

  // Paper has nothing to click on.
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details')) {
      details.open = true;
    }
  });

  if (!input) {
    return;
  }
  const list = document.getElementById('hits');
  const status = document.getElementById('found');
  let ports = null;
  let loading = false;
  let hits = [];
  let active = -1;

  // The list

  window.portRegistrySearch = (text) => {
    let number = 0;
    ports = text.trimEnd().split('\n').map((line) => {
      const [step, weight, names = '', former = '', programs = '', title = ''] = line.split('\t');
      number += Number(step);
      const all = split(names);
      return {
        number: String(number),
        status: statuses[weight[0]],
        weight: Number(weight[1]),
        names: all,
        former: split(former),
        programs: split(programs),
        title,
        keys: all.concat(split(former), split(programs)).map(key),
        named: all.map(key),
        text: [names, former, programs, title].join(' ').toLowerCase(),
      };
    });
    search();
  };

  function split(names) {
    return names ? names.split('|') : [];
  }

  /** A name without case and separators, so that "mc-server" is found as "mcserver". */
  function key(name) {
    return name.toLowerCase().replace(/[\s_.-]+/g, '');
  }

  function load() {
    if (!ports && !loading) {
      loading = true;
      const script = document.createElement('script');
      script.src = root + 'search-data.js';
      script.addEventListener('error', () => {
        loading = false;
        status.textContent = 'The list of ports could not be loaded. Try again.';
      });
      document.head.append(script);
    }
  }

  // What fits

  function numberIn(query) {
    const found = /^(?:port\s*)?(?:(?:tcp|udp|sctp|dccp)[\s/]*)?:?(\d{1,5})(?:\s*\/?\s*(?:tcp|udp|sctp|dccp))?$/
      .exec(query);
    return found ? String(Number(found[1])) : '';
  }

  /** How well a port fits, 0 best; 9 for not at all. */
  function rank(port, number, whole, words) {
    if (number) {
      return port.number === number ? 0 : port.number.startsWith(number) ? 3 : 9;
    }
    if (port.named.includes(whole)) {
      return 1;
    }
    if (port.keys.includes(whole)) {
      return 2;
    }
    if (port.named.some((name) => name.startsWith(whole))) {
      return 3;
    }
    if (port.keys.some((name) => name.startsWith(whole))) {
      return 4;
    }
    if (words.every((word) => atWordStart(port.text, word))) {
      return 5;
    }
    return words.every((word) => port.text.includes(word)) ? 6 : 9;
  }

  function atWordStart(text, word) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) {
        return true;
      }
    }
    return false;
  }

  function find(query) {
    const number = numberIn(query);
    const whole = key(query);
    const words = query.split(/\s+/);
    const found = [];
    for (const port of whole ? ports : []) {
      const fits = rank(port, number, whole, words);
      if (fits < 9) {
        found.push({port, fits});
      }
    }
    return found
      .sort((a, b) => a.fits - b.fits || b.port.weight - a.port.weight || a.port.number - b.port.number)
      .map((each) => each.port);
  }

  // What is shown

  function search() {
    const query = input.value.trim().toLowerCase();
    if (!query) {
      show([], '');
      return;
    }
    if (!ports) {
      load();
      status.textContent = 'Loading the list of ports.';
      return;
    }
    const found = find(query);
    show(found.slice(0, shown), message(query, found), query);
  }

  function message(query, found) {
    const number = numberIn(query);
    if (number && (found.length === 0 || found[0].number !== number)) {
      return number > 65535
        ? 'Port numbers end at 65535.'
        : `Port ${number} has no page: no service, use or change is recorded for it.`;
    }
    if (found.length === 0) {
      return 'No port fits. Try a number, or one word of a name.';
    }
    const count = found.length === 1 ? '1 port fits' : `${found.length} ports fit`;
    return found.length > shown ? `${count}. The first ${shown} are shown.` : `${count}.`;
  }

  function show(ports, text, query) {
    hits = ports;
    active = -1;
    list.replaceChildren(...ports.map((port, i) => option(port, i, query)));
    list.hidden = ports.length === 0;
    input.setAttribute('aria-expanded', String(ports.length > 0));
    input.removeAttribute('aria-activedescendant');
    status.textContent = text;
  }

  function option(port, i, query) {
    const item = document.createElement('li');
    item.id = `hit-${i}`;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', 'false');
    item.append(part('b', port.number), ' ', part('span', about(port, query)), ' ');
    const badge = part('span', port.status);
    badge.className = `badge ${port.status}`;
    item.append(badge);
    item.addEventListener('click', () => open(port));
    // The focus stays in the field.
    item.addEventListener('mousedown', (event) => event.preventDefault());
    return item;
  }

  function part(tag, text) {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  }

  /** The names of a port, with what fits where that is another name or a program. */
  function about(port, query) {
    const names = port.names.slice(0, 2);
    const whole = key(query);
    const words = query.split(/\s+/);
    const other = port.names.slice(2).concat(port.former, port.programs)
      .find((name) => key(name).includes(whole) || words.every((word) => name.toLowerCase().includes(word)));
    if (other && !names.some((name) => key(name).includes(whole))) {
      names.push(other);
    }
    if (names.length === 0) {
      names.push(...port.programs.slice(0, 2), ...port.former.slice(0, 1));
    }
    return names.join(', ') + (port.title ? `: ${port.title}` : '');
  }

  function activate(i) {
    if (active >= 0) {
      list.children[active].setAttribute('aria-selected', 'false');
    }
    active = i;
    list.children[i].setAttribute('aria-selected', 'true');
    list.children[i].scrollIntoView({block: 'nearest'});
    input.setAttribute('aria-activedescendant', `hit-${i}`);
  }

  function open(port) {
    location.href = `${root}${port.number}/index.html`;
  }

  // Keys

  input.addEventListener('keydown', (event) => {
    const count = hits.length;
    if (event.key === 'ArrowDown' && count) {
      activate((active + 1) % count);
    } else if (event.key === 'ArrowUp' && count) {
      activate(active <= 0 ? count - 1 : active - 1);
    } else if (event.key === 'Enter' && count) {
      open(hits[Math.max(active, 0)]);
    } else if (event.key === 'Escape') {
      if (list.hidden) {
        input.value = '';
      }
      show([], '');
    } else {
      return;
    }
    event.preventDefault();
  });
  input.addEventListener('focus', load);
  input.addEventListener('input', search);
  input.addEventListener('blur', () => show([], ''));
  document.querySelector('.search').hidden = false;
})();
