/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

// Search and filters of the report page. Like all scripts of the page it is compiled with the rest
// and then put into the page as it is, so it imports nothing.

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
const columns = one<HTMLElement>('.columns');

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
  scheduled = requestAnimationFrame(() => {
    applyFilter();
    // The first match, not what happens to be at the same distance from the top of the page.
    if (columns.getBoundingClientRect().top < 0) columns.scrollIntoView();
  });
}

function reset(): void {
  tools.reset();
  applyFilter();
  search.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type="radio"]), textarea');
}

tools.addEventListener('input', scheduleFilter);
tools.addEventListener('submit', (event) => {
  event.preventDefault();
});
one('.reset').addEventListener('click', reset);
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
  const target = document.querySelector(':target');
  if (target?.closest('[hidden]') == null) return;
  tools.reset();
  applyFilter();
  target.scrollIntoView();
});

tools.hidden = total === 0;
// A browser that restores a form on reload restores what was typed, not what was hidden.
applyFilter();
