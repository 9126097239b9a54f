// @ts-check
// Server functions that the pages of these tests call, as the compiler writes them.

import { redirect } from '@callgate/runtime/navigation';
import {
  ActionError,
  bindServerReference,
  currentCall,
  openServerReference,
  registerServerReference,
} from '@callgate/runtime/server';
import { until } from '../../support/until.mjs';

/** What the functions saw. */
export const seen = {
  running: 0,
  mostAtOnce: 0,
  received: 0,
  order: /** @type {unknown[]} */ ([]),
  aborted: /** @type {string[]} */ ([]),
};

export function forget() {
  Object.assign(seen, { running: 0, mostAtOnce: 0, received: 0, order: [], aborted: [] });
}

/** @param {unknown} name @param {number} milliseconds */
export async function work(name, milliseconds) {
  seen.order.push(name);
  seen.running += 1;
  seen.mostAtOnce = Math.max(seen.mostAtOnce, seen.running);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  seen.running -= 1;
  return name;
}

/** Works until its call is called off. @param {unknown} name */
export async function workForever(name) {
  const signal = currentCall()?.signal;
  seen.order.push(name);
  await new Promise((resolve) => signal?.addEventListener('abort', resolve));
  seen.aborted.push(String(name));
}

/** Returns when it runs so many times at once. @param {number} times */
export async function meet(times) {
  seen.running += 1;
  await until(() => seen.running >= times);
}

/** @param {File} file */
export async function measure(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { name: file.name, size: file.size, sum: bytes.reduce((sum, byte) => sum + byte, 0) };
}

/** @param {ReadableStream<Uint8Array>} stream */
export async function drain(stream) {
  let size = 0;
  for await (const chunk of /** @type {any} */ (stream)) size += chunk.length;
  return size;
}

/** Goes on when the value before has been received. @param {number} to */
export async function* count(to) {
  for (let n = 1; n <= to; n += 1) {
    yield `é ${n} \u{1f600}`;
    await until(() => seen.received >= n);
  }
}

export async function receive() {
  seen.received += 1;
}

export async function buy() {
  throw new ActionError('out-of-stock', {
    message: 'There is none.',
    status: 422,
    data: { left: 0 },
  });
}

/** @param {string} to */
export async function leave(to) {
  redirect(to);
}

/** @param {...unknown} args */
export async function countArguments(...args) {
  return args.length;
}

/** @param {[number]} captures @param {unknown[]} args */
function hoistedScale([factor], ...args) {
  return (async (/** @type {number} */ n) => factor * n)(.../** @type {[number]} */ (args));
}

const functions = {
  work,
  workForever,
  meet,
  measure,
  drain,
  count,
  receive,
  buy,
  leave,
  countArguments,
};

/** @type {Record<string, string>} */
export const ids = Object.fromEntries(
  [...Object.keys(functions), 'scale'].map((name, index) => [
    name,
    (index + 1).toString(16).padStart(40, '0'),
  ]),
);

const idOf = (/** @type {string} */ name) => ids[name] ?? '';

for (const [name, fn] of Object.entries(functions)) registerServerReference(fn, idOf(name));

export const entryScale = openServerReference(hoistedScale, idOf('scale'), 'factor');

/** @param {number} factor */
export function scaler(factor) {
  return bindServerReference(hoistedScale, idOf('scale'), () => [factor], {
    name: 'scale',
    length: 1,
    signature: 'factor',
  });
}

export const exported = { ...functions, entryScale };

export const manifest = {
  version: /** @type {const} */ (1),
  functions: Object.fromEntries(
    Object.entries(ids).map(([name, id]) => [
      id,
      {
        module: 'functions',
        export: name === 'scale' ? 'entryScale' : name,
        name,
        captures: name === 'scale' ? [{}] : [],
      },
    ]),
  ),
};
