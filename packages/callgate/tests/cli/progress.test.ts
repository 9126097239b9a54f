import assert from 'node:assert/strict';
import { test } from 'node:test';
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

test('a long task is shown on one line, which goes when it ends', (context) => {
  const { timers } = context.mock;
  timers.enable({ apis: ['setInterval', 'Date'] });
  const terminal = recorder(true);
  const progress = startProgress('Reading', terminal);
  timers.tick(500);
  assert.match(terminal.text, /Reading 0\.5 s$/);
  progress.update('Reading a file with a long name');
  timers.tick(200);
  progress.stop();
  assert.doesNotMatch(terminal.text, /\n/);
  for (const line of terminal.text.split('\r\u001b[2K')) assert.ok(line.length < 24, line);
  assert.ok(terminal.text.endsWith('\r\u001b[2K'));
});

test('a terminal that does not know its width shows the whole line', (context) => {
  const { timers } = context.mock;
  timers.enable({ apis: ['setInterval', 'Date'] });
  const terminal = { ...recorder(true), columns: 0 };
  const progress = startProgress('Reading', terminal);
  timers.tick(500);
  progress.stop();
  assert.match(terminal.text, /Reading 0\.5 s/);
});

test('a short task shows nothing, and neither does one that is not on a terminal', (context) => {
  const { timers } = context.mock;
  timers.enable({ apis: ['setInterval', 'Date'] });
  const [terminal, pipe] = [recorder(true), recorder(false)];
  const short = startProgress('Reading', terminal);
  const unseen = startProgress('Reading', pipe);
  timers.tick(200);
  short.stop();
  timers.tick(300);
  unseen.stop();
  assert.equal(terminal.text, '');
  assert.equal(pipe.text, '');
});
