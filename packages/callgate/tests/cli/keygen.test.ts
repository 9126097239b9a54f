import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCli } from './support/run-cli.ts';

const cwd = import.meta.dirname;

function lengths(line: string): number[] {
  return line
    .trim()
    .split(',')
    .map((key) => Buffer.from(key, 'base64').length);
}

test('prints a key of 32 bytes and nothing else, another one each time', async () => {
  const runs = await Promise.all([runCli(['keygen'], { cwd }), runCli(['keygen'], { cwd })]);
  for (const { code, stdout, stderr } of runs) {
    assert.match(stdout, /^[A-Za-z0-9+/]{43}=\n$/);
    assert.deepEqual(lengths(stdout), [32]);
    assert.deepEqual([code, stderr], [0, '']);
  }
  assert.notEqual(runs[0].stdout, runs[1].stdout);
});

test('--rotate puts a new key in front and keeps the current one', async () => {
  const [first, second] = ['a', 'b'].map((byte) => Buffer.alloc(32, byte).toString('base64'));
  const env = { CALLGATE_KEYS: ` ${first}, ${second},` };
  const rotated = await runCli(['keygen', '--rotate'], { cwd, env });
  const [made, ...kept] = rotated.stdout.trim().split(',');
  assert.deepEqual(lengths(rotated.stdout), [32, 32]);
  assert.notEqual(made, first);
  assert.deepEqual(kept, [first]);
  const all = await runCli(['keygen', '--rotate', '--keep', '5'], { cwd, env });
  assert.deepEqual(all.stdout.trim().split(',').slice(1), [first, second]);
  const none = await runCli(['keygen', '--rotate', '--keep', '0'], { cwd, env });
  assert.deepEqual(lengths(none.stdout), [32]);
});

test('--rotate says what is wrong with the keys without showing one', async () => {
  const missing = await runCli(['keygen', '--rotate'], { cwd, env: { CALLGATE_KEYS: ' ' } });
  assert.match(missing.stderr, /needs the keys that are in use, in CALLGATE_KEYS/);
  const good = Buffer.alloc(32, 'a').toString('base64');
  const broken = await runCli(['keygen', '--rotate'], {
    cwd,
    env: { CALLGATE_KEYS: `${good},c2VjcmV0` },
  });
  assert.match(broken.stderr, /key 2 of CALLGATE_KEYS is not 32 bytes/);
  assert.doesNotMatch(broken.stderr, /c2VjcmV0/);
  assert.deepEqual([missing.code, broken.code], [2, 2]);
  assert.deepEqual([missing.stdout, broken.stdout], ['', '']);
});
