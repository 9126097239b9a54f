import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type Manifest, mergeManifests, transformSync } from 'callgate';
import type { FromSchema } from 'json-schema-to-ts';
import { manifestSchema } from '../schema/manifest-schema.ts';
import { makeFunction, makeId, makeManifest, makeModule } from './support/manifests.ts';
import { inlineFile, serverFile } from './support/sources.ts';

type Same<A, B> = [A, B] extends [B, A] ? true : never;
// Type checking fails here when the schema and the type are not the same.
const isSame: Same<FromSchema<typeof manifestSchema>, Manifest> = true;

const published = createRequire(import.meta.url).resolve('callgate/manifest.schema.json');
const schema: object = JSON.parse(readFileSync(published, 'utf8'));

function makeValidator(): ValidateFunction {
  return new Ajv2020({ strict: true, allErrors: true }).compile(schema);
}

test('the published schema is the one that the type is checked against', () => {
  assert.ok(isSame);
  assert.deepEqual(schema, manifestSchema);
});

test('manifests of compiled modules are valid', () => {
  const sources = [
    serverFile,
    inlineFile,
    `'use client'\nexport const a = 1\n`,
    `'use server'\nexport { a as default, b } from './other'\nexport async function* c() {}\n`,
  ];
  const modules = sources.flatMap((source, index) => {
    const options = { filename: `src/${index}.tsx`, environment: 'server' } as const;
    return transformSync(source, options).module ?? [];
  });
  assert.equal(modules.length, sources.length);
  const validate = makeValidator();
  assert.ok(validate(mergeManifests(modules)), JSON.stringify(validate.errors));
  assert.ok(validate(mergeManifests([])));
});

test('what is not a manifest is not valid', () => {
  const id = makeId('save');
  const wrong: object[] = [
    {},
    { ...makeManifest({}), version: 2 },
    { ...makeManifest({}), extra: 1 },
    makeManifest({ save: makeFunction() }),
    makeManifest({ [id]: { ...makeFunction(), location: { line: 0, column: 0 } } }),
    { ...makeManifest({}), functions: { [id]: { ...makeFunction(), scope: 'file' } } },
    { ...makeManifest({}), functions: { [id]: { ...makeFunction(), parameters: undefined } } },
    { ...makeManifest({}), modules: { 'a.ts': makeModule('a.ts', []) } },
  ];
  const validate = makeValidator();
  for (const value of wrong) {
    assert.equal(validate(JSON.parse(JSON.stringify(value))), false, JSON.stringify(value));
  }
});
