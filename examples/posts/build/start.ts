import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';

import { buildApp } from './build-app.ts';
import { manifestTable } from './table.ts';

const root = resolve(import.meta.dirname, '..');
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const manifest = await buildApp(root);
if (manifest === null) {
  process.exitCode = 1;
} else {
  console.log('\nEverything that can be called from outside:\n');
  console.log(manifestTable(manifest, process.stdout.columns ?? Infinity));
  serve();
}

/**
 * Runs the server in a process of its own: React's server build exists only under the condition
 * `react-server`, and the server needs nothing of what the build has loaded.
 */
function serve(): void {
  const server = spawn(
    process.execPath,
    [
      '--conditions',
      'react-server',
      '--enable-source-maps',
      join(root, 'dist/server/server/main.js'),
    ],
    { stdio: 'inherit', env: { NODE_ENV: 'production', ...process.env } },
  );
  // Ctrl+C reaches both processes. This one waits, so that the shell's prompt comes back last.
  for (const signal of SIGNALS) process.on(signal, () => server.kill(signal));
  server.on('error', (error) => {
    console.error(`The server did not start: ${error.message}`);
    process.exitCode = 1;
  });
  server.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
  });
}
