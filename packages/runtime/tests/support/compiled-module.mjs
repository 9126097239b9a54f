// @ts-check
// A module as the compiler writes it: two file-level functions, inline ones with and without captures,
// a generator, and what the tests of the dispatcher need beside them.

import {
  bindServerReference,
  currentCall,
  openServerReference,
  registerServerReference,
} from '@callgate/runtime/server';

/** @param {number} digit */
const id = (digit) => digit.toString(16).padStart(40, '0');

export const ids = {
  add: id(1),
  echo: id(2),
  fail: id(3),
  multiply: id(4),
  count: id(5),
  wait: id(6),
  describeCall: id(7),
  compose: id(8),
  unregistered: id(9),
  missing: id(10),
  inherited: id(11),
  broken: id(12),
  failLate: id(13),
};

/** @param {number} a @param {number} b */
export async function add(a, b) {
  return a + b;
}
registerServerReference(add, ids.add);

/** @param {...unknown} args */
export async function echo(...args) {
  return args;
}
registerServerReference(echo, ids.echo);

export async function fail() {
  throw new Error('the secret reason');
}
registerServerReference(fail, ids.fail);

export async function failLate() {
  return { late: Promise.reject(new Error('the late secret reason')) };
}
registerServerReference(failLate, ids.failLate);

export const entryMultiply = openServerReference(hoistedMultiply, ids.multiply, 'factor');

/** @param {number} factor */
export function multiplier(factor) {
  return bindServerReference(hoistedMultiply, ids.multiply, () => [factor], {
    name: 'multiply',
    length: 1,
    signature: 'factor',
  });
}
/** @param {[number]} captures @param {unknown[]} args */
function hoistedMultiply([factor], ...args) {
  return (async (/** @type {number} */ n) => factor * n)(.../** @type {[number]} */ (args));
}

export const entryCompose = openServerReference(hoistedCompose, ids.compose, 'f');

/** @param {Function} f */
export function composer(f) {
  return bindServerReference(hoistedCompose, ids.compose, () => [f], {
    name: 'compose',
    length: 1,
    signature: 'f',
  });
}
/** @param {[Function]} captures @param {unknown[]} args */
function hoistedCompose([f], ...args) {
  return (async (/** @type {unknown} */ x) => ({ result: await f(x), f }))(
    .../** @type {[unknown]} */ (args),
  );
}

/** How far each generator got, and whether it was ended. @type {{ yielded: number, ended: boolean }[]} */
export const counts = [];

/** @param {number} to */
export async function* count(to) {
  const progress = { yielded: 0, ended: false };
  counts.push(progress);
  try {
    for (let n = 1; n <= to; n += 1) {
      progress.yielded = n;
      yield { n, id: currentCall()?.id };
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  } finally {
    progress.ended = true;
  }
}
registerServerReference(count, ids.count);

/** The calls of `wait`: those that have started, and the reasons of those that were aborted. */
export const waits = { started: 0, aborted: /** @type {unknown[]} */ ([]) };

/** Waits until its call is aborted, or for a time. @param {number} [milliseconds] */
export async function wait(milliseconds) {
  const { signal } = /** @type {import('@callgate/runtime/server').CallContext} */ (currentCall());
  const { aborted } = waits;
  waits.started += 1;
  await new Promise((resolve) => {
    if (milliseconds !== undefined) setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => resolve(aborted.push(signal.reason)));
  });
  return 'waited';
}

/** Forgets the calls of `wait`. */
export function forgetWaits() {
  Object.assign(waits, { started: 0, aborted: [] });
}
registerServerReference(wait, ids.wait);

export async function describeCall() {
  const before = currentCall();
  await new Promise((resolve) => setTimeout(resolve, 1));
  const after = currentCall();
  return {
    id: after?.id,
    same: before === after,
    method: after?.request.method,
    agent: after?.request.headers.get('user-agent'),
    context: after?.context,
  };
}
registerServerReference(describeCall, ids.describeCall);

/** In the manifest, but not a server function. */
export async function unregistered() {
  return 'reached';
}

/** In the manifest under another id than its own. */
export const broken = add;

/** @type {import('@callgate/runtime/server').Manifest} */
export const manifest = {
  version: 1,
  functions: Object.fromEntries(
    Object.entries(ids).map(([name, functionId]) => [
      functionId,
      {
        module: 'compiled-module.mjs',
        export:
          { multiply: 'entryMultiply', compose: 'entryCompose', inherited: 'toString' }[name] ??
          name,
        name,
        captures: ['multiply', 'compose'].includes(name) ? [{}] : [],
      },
    ]),
  ),
};

/** The modules that were loaded for a call. @type {string[]} */
export const loads = [];

/** @param {string} module */
export function load(module) {
  loads.push(module);
  return import(`./${module}`);
}
