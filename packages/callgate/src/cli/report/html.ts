import { printable } from '../printable.ts';

const brand: unique symbol = Symbol('html');

/** Markup. Only {@link html} and {@link trusted} make it, so that no text gets in unescaped. */
export interface Html {
  readonly [brand]: string;
}

/** What may stand in a template: text is escaped, markup and lists of it are inserted. */
export type Child = Html | string | number | null | readonly Child[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** The text of markup. */
export function render(child: Child): string {
  if (child === null) return '';
  if (typeof child === 'number') return String(child);
  if (typeof child === 'string') return escape(child);
  if (brand in child) return child[brand];
  return child.map(render).join('');
}

/** Text of ours that is markup, style or script already. Never for text from a project. */
export function trusted(text: string): Html {
  return { [brand]: text };
}

/** A template whose values are escaped, in element content and in quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...children: readonly Child[]): Html {
  let text = strings[0] ?? '';
  for (const [index, child] of children.entries()) {
    text += render(child) + (strings[index + 1] ?? '');
  }
  return trusted(text);
}
