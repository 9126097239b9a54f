import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Manifest } from 'callgate';

import { manifestTable } from '../scripts/table.ts';

const manifest: Manifest = {
  version: 1,
  modules: {},
  functions: {
    ['b'.repeat(40)]: {
      module: 'app/page.tsx',
      export: '$$sf_entry_Page_save',
      name: 'Page/save',
      scope: 'inline',
      exports: ['Page'],
      parameters: { count: 1, rest: true },
      captures: [
        { name: 'topic', paths: null },
        { name: 'user', paths: [['id'], ['team', 'name']] },
      ],
      generator: false,
      location: { line: 12, column: 2 },
    },
    ['a'.repeat(40)]: {
      module: 'app/actions.ts',
      export: 'wrapped',
      name: 'wrapped',
      scope: 'module',
      exports: ['wrapped'],
      parameters: null,
      captures: [],
      generator: false,
      location: { line: 3, column: 0 },
    },
  },
};

test('the table shows each function once, in the order of the sources', () => {
  const id = (letter: string): string => letter.repeat(40);
  assert.equal(
    manifestTable(manifest, Infinity),
    [
      '┌──────────────────────────────────────────┬───────────┬──────────────────┬────────────┬────────────────────────────────┐',
      '│ id                                       │ function  │ file:line        │ parameters │ captures                       │',
      '├──────────────────────────────────────────┼───────────┼──────────────────┼────────────┼────────────────────────────────┤',
      `│ ${id('a')} │ wrapped   │ app/actions.ts:3 │ unknown    │ –                              │`,
      `│ ${id('b')} │ Page/save │ app/page.tsx:12  │ 1 and rest │ topic, user.id, user.team.name │`,
      '└──────────────────────────────────────────┴───────────┴──────────────────┴────────────┴────────────────────────────────┘',
    ].join('\n'),
  );
});

test('ids are cut when the table would be too wide', () => {
  const table = manifestTable(manifest, 100);
  assert.match(table, /│ aaaaaaaaaaaa… │/);
  assert.ok(table.indexOf('\n') <= 100);
});
