import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';

import { toCurl } from '../server/curl.ts';

test('a shell reads the words of a command as they were', async () => {
  const body = `["it's", "$HOME \`id\` \\\\ \\n", "ä !"]`;
  const call = { id: 'a'.repeat(40), name: 'f', body, cookie: 'send', effect: '' } as const;
  const command = toCurl(call, 'http://127.0.0.1:3000', "/tmp/it's here/cookies.txt");
  const script = command.replace(/^curl/, "printf '%s\\n'");
  const { stdout } = await promisify(execFile)('sh', ['-c', script]);
  const words = stdout.split('\n');
  assert.ok(words.includes(body), stdout);
  assert.ok(words.includes("/tmp/it's here/cookies.txt"), stdout);
  assert.ok(words.includes(`http://127.0.0.1:3000/_callgate/${call.id}`), stdout);
});
