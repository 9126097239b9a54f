import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProgress } from '../../src/cli/progress.ts';

// What runs the tests may say that there is no real terminal.
process.env['TERM'] = 'xterm';

/** A stream that keeps what is written to it. */
function recorder(isTTY: boolean): {
  isTTY: boolean;
  columns: number;
  text: string;
  write(text: string): void;
} {
  return {
    isTTY,
    columns: 24,
    text: '',
    write(text) {
      this.text += text;
    },
  };
}

test('a long task is shown on one line, which goes when it ends', async () => {
  const terminal = recorder(true);
  const progress = startProgress('Reading', terminal);
  await sleep(500);
  assert.match(terminal.text, /Reading 0\.\d s$/);
  progress.update('Reading a file with a long name');
  await sleep(200);
  progress.stop();
  assert.doesNotMatch(terminal.text, /\n/);
  for (const line of terminal.text.split('\r\u001b[2K')) assert.ok(line.length < 24, line);
  assert.ok(terminal.text.endsWith('\r\u001b[2K'));
});

test('a short task shows nothing, and neither does one that is not on a terminal', async () => {
  const [terminal, pipe] = [recorder(true), recorder(false)];
  const short = startProgress('Reading', terminal);
  const unseen = startProgress('Reading', pipe);
  await sleep(100);
  short.stop();
  await sleep(300);
  unseen.stop();
  assert.equal(terminal.text, '');
  assert.equal(pipe.text, '');
});
