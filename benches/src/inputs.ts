import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { benches, root } from './paths.ts';

/** Modules that are compiled one after the other. */
export interface Input {
  name: string;
  sources: readonly string[];
}

/** `'use server'` and `count` functions. */
export function fileLevel(count: number): string {
  return `'use server';\n\n${repeated('file-level.ts', count)}`;
}

/** `count` components with a server function each. */
export function inline(count: number): string {
  return repeated('inline.tsx', count);
}

/** `count` components without a server function. */
export function plain(count: number): string {
  return repeated('plain.tsx', count);
}

/** `text` repeated until it is as long as asked. */
export function ofLength(text: (count: number) => string, length: number): string {
  return text(Math.ceil(length / (text(1000).length / 1000)));
}

/** Modules as people write them, 1 to 7 KB long: those of this folder and of the example. */
export function modules(): string[] {
  const folder = join(benches, 'modules');
  const paths = readdirSync(folder).map((name) => join(folder, name));
  const example = ['actions/posts.ts', 'layout.tsx', 'pages/home.tsx', 'pages/post.tsx'];
  paths.push(...example.map((name) => join(root, 'examples/posts/app', name)));
  return paths.map((path) => readFileSync(path, 'utf8'));
}

function repeated(template: string, count: number): string {
  const text = readFileSync(join(benches, 'inputs', template), 'utf8');
  return Array.from({ length: count }, (_, index) => text.replaceAll('$N', String(index))).join('');
}
