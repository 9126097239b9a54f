/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

// The list of modules: folded on narrow screens, following the reader on wide ones; and print.

const navigation = document.querySelector<HTMLDetailsElement>('nav details');
const list = document.querySelector<HTMLElement>('nav ul');
const links = [...document.querySelectorAll<HTMLElement>('nav a')];
const modules = [...document.querySelectorAll<HTMLElement>('.module')];
const narrow = matchMedia('(width < 60rem)');

function fold(): void {
  if (navigation !== null) navigation.open = !narrow.matches;
}

let current: HTMLElement | undefined;

/** Marks the module that is being read, and keeps its link in sight. */
function follow(link: HTMLElement | undefined): void {
  if (link === current || list === null) return;
  current?.removeAttribute('aria-current');
  link?.setAttribute('aria-current', 'true');
  current = link;
  if (link === undefined || narrow.matches || list.matches(':hover, :focus-within')) return;
  // scrollIntoView would also scroll the page.
  const offset = link.getBoundingClientRect().top - list.getBoundingClientRect().top;
  if (offset < 0 || offset > list.clientHeight - 60) list.scrollTop += offset - 60;
}

const inSight = new Set<Element>();
const observer = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) inSight.add(entry.target);
      else inSight.delete(entry.target);
    }
    follow(links[modules.findIndex((module) => inSight.has(module))]);
  },
  { rootMargin: '-110px 0px -60% 0px' },
);
for (const module of modules) observer.observe(module);

narrow.addEventListener('change', fold);
fold();

// What is folded away on the screen is not to be missing on paper.
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll<HTMLDetailsElement>('.more, .problems')) {
    details.open = true;
  }
});
