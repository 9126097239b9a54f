// Every host compiles all of the plugin before its first module.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { plugin } from './support/hosts.ts';

test('the plugin is small', (context) => {
  const bytes = readFileSync(plugin);
  const gzipped = gzipSync(bytes, { level: 9 });
  context.diagnostic(`${bytes.length} bytes, ${gzipped.length} gzipped`);
  assert.ok(bytes.length <= 1_300_000);
  assert.ok(gzipped.length <= 400_000);
});
