import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffManifests, type FunctionManifest, type Manifest } from 'callgate';
import { callUntyped } from './support/call-untyped.ts';
import { makeFunction, makeId, makeManifest } from './support/manifests.ts';

const id = makeId('save');

function diffOne(before: Partial<FunctionManifest>, after: Partial<FunctionManifest>) {
  const [old, current] = [before, after].map((facts) =>
    makeManifest({ [id]: makeFunction(facts) }),
  );
  return diffManifests(old as Manifest, current as Manifest);
}

test('equal manifests do not differ', () => {
  assert.deepEqual(diffOne({}, {}), { added: [], removed: [], changed: [] });
});

test('functions that come and go are listed by id', () => {
  const ids = ['a', 'b', 'c', 'd'].map(makeId).toSorted();
  const [first, second, third, fourth] = ids as [string, string, string, string];
  const f = makeFunction();
  const diff = diffManifests(
    makeManifest({ [third]: f, [first]: f }),
    makeManifest({ [fourth]: f, [third]: f, [second]: f }),
  );
  assert.deepEqual(diff, {
    added: [
      { id: second, function: f },
      { id: fourth, function: f },
    ],
    removed: [{ id: first, function: f }],
    changed: [],
  });
});

test('a change tells what was and what is', () => {
  const facts = {
    parameters: { count: 2, rest: false },
    captures: [{ name: 'user', paths: [['id']] }],
  };
  const { changed } = diffOne({}, facts);
  assert.deepEqual(changed, [
    {
      id,
      before: makeFunction(),
      after: makeFunction(facts),
      changes: {
        parameters: { before: { count: 1, rest: false }, after: { count: 2, rest: false } },
        captures: { before: [], after: [{ name: 'user', paths: [['id']] }] },
      },
    },
  ]);
});

test('every property but the location counts', () => {
  const changes: Partial<FunctionManifest>[] = [
    { module: 'src/b.ts' },
    { export: 'other' },
    { name: 'other' },
    { scope: 'inline' },
    { exports: ['save', 'default'] },
    { parameters: null },
    { captures: [{ name: 'a', paths: null }] },
    { generator: true },
  ];
  for (const change of changes) {
    const [found] = diffOne({}, change).changed;
    assert.deepEqual(Object.keys(found?.changes ?? {}), Object.keys(change));
  }
  assert.deepEqual(diffOne({}, { location: { line: 90, column: 4 } }).changed, []);
});

test('the order of captures and of paths counts: it is the order in which they travel', () => {
  const [a, b] = [
    { name: 'a', paths: null },
    { name: 'b', paths: null },
  ];
  assert.equal(diffOne({ captures: [a, b] }, { captures: [b, a] }).changed.length, 1);
});

test('what is no manifest is a TypeError that says which', () => {
  const manifest = makeManifest({});
  assert.throws(() => callUntyped(diffManifests, {}, manifest), {
    name: 'TypeError',
    message: 'callgate: the old manifest has version none; this package reads version 1',
  });
  assert.throws(() => callUntyped(diffManifests, manifest, []), {
    name: 'TypeError',
    message: 'callgate: the new manifest is not an object',
  });
});
