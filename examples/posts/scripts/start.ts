import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';

import { loadKey } from '../server/keys.ts';
import { buildApp } from './build-app.ts';
import { manifestTable } from './table.ts';

const root = resolve(import.meta.dirname, '..');
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const manifest = await buildApp(root);
console.log('\nEverything that can be called from outside:\n');
console.log(manifestTable(manifest, process.stdout.columns ?? Infinity));
const kept = join(root, '.data/sealing.key');
serve(process.env['CALLGATE_KEYS'] ?? (await loadKey(undefined, kept)));

/** Runs the built server in a process of its own, with `keys` to seal what functions capture. */
function serve(keys: string): void {
  const server = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/rsc/main.js')], {
    cwd: root,
    stdio: 'inherit',
    env: { NODE_ENV: 'production', ...process.env, CALLGATE_KEYS: keys },
  });
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
