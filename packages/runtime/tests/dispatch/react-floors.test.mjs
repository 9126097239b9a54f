// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { floors } from '../support/react-floors.mjs';

test('the floors are those with all fixes', () => {
  assert.deepEqual(
    floors.map(({ version }) => version),
    ['19.0.9', '19.1.10', '19.2.9', '19.3.1'],
  );
});
