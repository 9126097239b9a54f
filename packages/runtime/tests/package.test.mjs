// @ts-check
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts'),
);
/** @type {{ exports: Record<string, string | { types: string, default: string }>, dependencies?: object }} */
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

test('only `node` imports from Node', () => {
  for (const file of sources.filter((name) => !/^node(\.ts|[\\/])/.test(name))) {
    const text = readFileSync(join(root, 'src', file), 'utf8');
    const imports = text.matchAll(/^import (?!type ).*'(node:[^']+)'/gm);
    assert.deepEqual(
      [...imports].map(([line]) => line),
      [],
      file,
    );
  }
});

test('only the modules of a binding import React', () => {
  for (const file of sources.filter((name) => !/^react[\\/]/.test(name))) {
    const text = readFileSync(join(root, 'src', file), 'utf8');
    assert.doesNotMatch(text, /from 'react/, file);
  }
});

test('the server half fetches nothing', () => {
  for (const file of sources.filter((name) => !/^(client|testing)(\.ts|[\\/])/.test(name))) {
    const text = readFileSync(join(root, 'src', file), 'utf8');
    assert.doesNotMatch(text, /\bfetch\(|XMLHttpRequest/, file);
  }
});

test('every entry exists, with its types first', () => {
  for (const [name, target] of Object.entries(manifest.exports)) {
    if (typeof target === 'string') continue;
    assert.deepEqual(Object.keys(target), ['types', 'default'], name);
    for (const file of Object.values(target)) assert.ok(readFileSync(join(root, file)).length > 0);
  }
});

test('the server half has few dependencies, the client half none', () => {
  const dependencies = Object.keys(manifest.dependencies ?? {});
  assert.deepEqual(dependencies, ['@remix-run/multipart-parser', 'cookie']);
  const client = sources.filter((name) => /^(client|ssr)(\.ts|[\\/])/.test(name));
  for (const file of client) {
    const text = readFileSync(join(root, 'src', file), 'utf8');
    assert.doesNotMatch(text, /^(?:import|export) .*from '[^.]/m, file);
  }
});

test('no published type needs what is not published', () => {
  const dist = join(root, 'dist');
  const declarations = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.d.ts'),
  );
  for (const file of declarations) {
    const text = readFileSync(join(dist, file), 'utf8');
    assert.doesNotMatch(text, /from 'react/, file);
  }
});
