// What a saved program imports. `run.mjs` decides how functions are called, and calls what was exposed.
import { log as entry } from 'fixture:log';

// The scenario runs right after its instance has been loaded, so the newest one is its own.
const run = { exposed: [], call: async (fn, args) => fn(...args) };
globalThis.savedProgram = { run, callAndShow };
let left = 14;

export const log = (...values) => entry(`log ${values.map((value) => text(value)).join(' ')}`);
export const inspect = (target) => Reflect.ownKeys(target).map(String).toSorted();
export const caught = (error) => entry(`caught ${text(error)}`);
export const fuel = () => left-- > 0;
export const id = (value) => value;
export const h = (type, props, ...children) => ({ type: text(type), props: props ?? {}, children });

export function expose(fn, ...args) {
  if (typeof fn === 'function' && run.exposed.length < 40) run.exposed.push({ fn, args });
}

export async function call(fn, ...args) {
  try {
    return await run.call(fn, args);
  } catch (error) {
    caught(error);
  }
}

export async function collect(source) {
  const iterable = await source;
  if (iterable?.[Symbol.asyncIterator] === undefined) return iterable;
  const items = [];
  try {
    for await (const item of iterable) items.push(item);
  } catch {
    entry('collect caught');
  }
  return items;
}

export function show(value) {
  entry(`show ${text(value)}`);
  for (const fn of functionsIn(value)) expose(fn);
}

async function callAndShow(fn, ...args) {
  show(await collect(call(fn, ...args)));
}

function functionsIn(value, depth = 0) {
  if (typeof value === 'function') return [value];
  if (typeof value !== 'object' || value === null || depth === 4) return [];
  return Object.values(value).flatMap((item) => functionsIn(item, depth + 1));
}

function text(value, depth = 0) {
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null || depth === 6) return String(value);
  if (value instanceof Error) return value.name;
  const items = value instanceof Map || value instanceof Set ? [...value] : Object.entries(value);
  const parts = items.map((item) =>
    [item]
      .flat()
      .map((part) => text(part, depth + 1))
      .join(': '),
  );
  return `{${parts.join(', ')}}`;
}
