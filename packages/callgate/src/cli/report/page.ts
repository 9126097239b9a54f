/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

// The script of the report page. It is compiled with the rest and then put into the page as it
// is, so it imports nothing. The page can be read without it: it adds search, filters, the choice
// of a theme and copying.

interface Item {
  element: HTMLElement;
  text: string;
  groups: Set<string>;
}

interface Section {
  element: HTMLElement;
  link: HTMLElement | null;
  items: Item[];
}

function one<T extends Element>(selector: string): T {
  const element = document.querySelector<T>(selector);
  if (element === null) throw new Error(`the page has no ${selector}`);
  return element;
}

const tools = one<HTMLFormElement>('.tools');
const search = one<HTMLInputElement>('.search input');
const shown = one<HTMLElement>('.shown');
const nothing = one<HTMLElement>('.nothing');
const themeButton = one<HTMLButtonElement>('.theme');

const links = [...document.querySelectorAll<HTMLElement>('nav li')];
const sections: Section[] = [...document.querySelectorAll<HTMLElement>('.module')].map(
  (element, index) => ({
    element,
    link: links[index] ?? null,
    items: [...element.querySelectorAll<HTMLElement>('.function')].map((item) => ({
      element: item,
      text: item.dataset['text'] ?? '',
      groups: new Set(item.dataset['groups']?.split(' ')),
    })),
  }),
);
const total = sections.reduce((sum, section) => sum + section.items.length, 0);

/** Highlights the words in names and paths. More marks than this cost more than they tell. */
function highlight(words: readonly string[]): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete('search');
  if (words.length === 0) return;
  const ranges: Range[] = [];
  for (const element of document.querySelectorAll('.name, h2 span, dd code, dd .place')) {
    if (ranges.length > 500) break;
    const node = element.firstChild;
    if (!(node instanceof Text) || element.closest('[hidden]') !== null) continue;
    const text = node.data.toLowerCase();
    for (const word of words) {
      const start = text.indexOf(word);
      // Lower case can be longer than the text itself; such a match has no place to show.
      if (start === -1 || text.length !== node.length) continue;
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, start + word.length);
      ranges.push(range);
    }
  }
  if (ranges.length > 0) CSS.highlights.set('search', new Highlight(...ranges));
}

function applyFilter(): void {
  const data = new FormData(tools);
  const group = String(data.get('filter'));
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let visible = 0;
  for (const { element, link, items } of sections) {
    let visibleHere = 0;
    for (const item of items) {
      const matches = item.groups.has(group) && words.every((word) => item.text.includes(word));
      item.element.hidden = !matches;
      if (matches) visibleHere++;
    }
    element.hidden = visibleHere === 0;
    if (link !== null) link.hidden = visibleHere === 0;
    visible += visibleHere;
  }
  nothing.hidden = visible > 0 || total === 0;
  shown.textContent = visible === total ? '' : `${visible} of ${total}`;
  highlight(words);
}

let scheduled = 0;
function scheduleFilter(): void {
  cancelAnimationFrame(scheduled);
  scheduled = requestAnimationFrame(applyFilter);
}

function reset(): void {
  tools.reset();
  applyFilter();
  search.focus();
}

const themes = ['system', 'light', 'dark'];

// Storage can be forbidden, as it is in some viewers of build results; the choice is then not kept.
function storedTheme(): string | null {
  try {
    return localStorage.getItem('callgate-report-theme');
  } catch {
    return null;
  }
}

function setTheme(theme: string): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  themeButton.textContent = `Theme: ${theme}`;
  try {
    localStorage.setItem('callgate-report-theme', theme);
  } catch {
    return;
  }
}

async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    // Without access to the clipboard the id is selected, ready to be copied by hand.
    const id = button.previousElementSibling;
    if (id !== null) getSelection()?.selectAllChildren(id);
    button.textContent = 'Selected';
  }
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 1500);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type="radio"]), textarea');
}

tools.addEventListener('input', scheduleFilter);
tools.addEventListener('submit', (event) => {
  event.preventDefault();
});
one('.reset').addEventListener('click', reset);
themeButton.addEventListener('click', () => {
  const current = themes.indexOf(document.documentElement.dataset['theme'] ?? 'system');
  setTheme(themes[(current + 1) % themes.length] ?? 'system');
});
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('.copy') : null;
  if (!(button instanceof HTMLButtonElement)) return;
  void copy(button, button.dataset['copy'] ?? '');
});
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/' && !isTyping(event.target)) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === 'Escape' && event.target === search) {
    reset();
  }
});
// A link to a function that is filtered out shows it.
addEventListener('hashchange', () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.closest('[hidden]') == null) return;
  tools.reset();
  applyFilter();
  target.scrollIntoView();
});
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll<HTMLDetailsElement>('.more, .problems')) {
    details.open = true;
  }
});

const navigation = document.querySelector<HTMLDetailsElement>('nav details');
const narrow = matchMedia('(width < 60rem)');
function foldNavigation(): void {
  if (navigation !== null) navigation.open = !narrow.matches;
}
narrow.addEventListener('change', foldNavigation);

const seen = new Set<Element>();
const observer = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) seen.add(entry.target);
      else seen.delete(entry.target);
    }
    const current = sections.findIndex((section) => seen.has(section.element));
    for (const [index, link] of links.entries()) {
      link.firstElementChild?.toggleAttribute('aria-current', index === current);
    }
  },
  { rootMargin: '-80px 0px -60% 0px' },
);
for (const section of sections) observer.observe(section.element);

foldNavigation();
setTheme(storedTheme() ?? 'system');
tools.hidden = total === 0;
themeButton.hidden = false;
// A browser that restores a form on reload restores what was typed, not what was hidden.
applyFilter();
