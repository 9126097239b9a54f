// @ts-check
import '../support/sealing-key.mjs';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createElement } from 'react';
import { capture, sealAndOpen, sealedText, trip } from '../support/captured.mjs';

/** @param {object} reference @param {RegExp} message */
async function refuses(reference, message) {
  await assert.rejects(sealedText(reference), message);
}

/** @type {[string, (holder: Record<string, any>, self: Function) => void][]} */
const places = [
  ['an object', (holder, self) => Object.assign(holder, { self })],
  ['a nested array', (holder, self) => Object.assign(holder, { list: [[self]] })],
  ['a map', (holder, self) => Object.assign(holder, { map: new Map([['k', self]]) })],
  ['a bound copy', (holder, self) => Object.assign(holder, { self: self.bind(null, 1) })],
  ['a resolved promise', (holder, self) => Object.assign(holder, { self: Promise.resolve(self) })],
  [
    'a promise that takes its time',
    (holder, self) =>
      Object.assign(holder, { self: new Promise((done) => setTimeout(() => done(self), 5)) }),
  ],
  [
    'an element',
    (holder, self) => Object.assign(holder, { form: createElement('form', { action: self }) }),
  ],
  [
    'a server component',
    (holder, self) =>
      Object.assign(holder, {
        form: createElement(async () => {
          await new Promise((resolve) => setTimeout(resolve, 1));
          return createElement('form', { action: self });
        }),
      }),
  ],
  [
    'an async iterable',
    (holder, self) =>
      Object.assign(holder, {
        items: (async function* () {
          await Promise.resolve();
          yield self;
        })(),
      }),
  ],
];

for (const [place, put] of places) {
  test(
    `a reference that captures itself through ${place} is refused`,
    { timeout: 120_000 },
    async () => {
      const holder = {};
      const self = capture(holder, 'save');
      put(holder, self);
      await refuses(
        self,
        /^Error: The values that the server function "save" captures hold "save" itself/,
      );
    },
  );
}

test('a cycle of several references is refused with all of their names', async () => {
  /** @type {Record<string, unknown>} */
  const holder = {};
  const first = capture(holder, 'first');
  const second = capture([first], 'second');
  holder['third'] = capture(new Set([second]), 'third');
  await refuses(first, /"first" captures hold "first" again, by way of "third", "second"/);
});

test('references that unroll without end are refused', async () => {
  const endless = () => {
    /** @type {Record<string, unknown>} */
    const holder = {};
    Object.defineProperty(holder, 'next', { enumerable: true, get: endless });
    return capture(holder, 'endless');
  };
  await refuses(endless(), /"endless" captures hold server functions nested more than 32 deep/);
});

test('the refusal reaches the client as a rejected call, and the page is still rendered', async () => {
  /** @type {Record<string, unknown>} */
  const holder = {};
  holder['self'] = capture(holder);
  const page = await trip.passThrough({ action: holder['self'], text: 'page' });
  assert.equal(page.text, 'page');
  await assert.rejects(page.action());
});

test('one reference in many places, and many at the same time, is no cycle', async () => {
  const shared = capture('shared', 'shared');
  const references = Array.from({ length: 50 }, (_, n) => capture([shared, shared, n], `user${n}`));
  const page = await trip.passThrough([shared, ...references, ...references]);
  assert.equal(page.length, 101);
  await Promise.all(page.map((/** @type {() => Promise<unknown>} */ action) => action()));
});

test('what is started while sealing may seal the same reference later', async () => {
  /** @type {Promise<unknown> | undefined} */
  let later;
  const outer = capture(
    createElement(() => {
      later ??= new Promise((resolve) => setTimeout(() => resolve(sealedText(outer)), 20));
      return null;
    }),
    'outer',
  );
  await sealAndOpen(outer);
  assert.equal(typeof (await later), 'string');
});
