import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { peers } from './paths.ts';

const require = createRequire(join(peers, 'package.json'));

/** Installs what Callgate is compared with, once. */
export function installPeers(): void {
  if (existsSync(join(peers, 'node_modules'))) return;
  console.log('• install the compilers to compare with (npm install in benches/peers)');
  // Vite and React, which plugin-rsc names as peers, are not needed for its transform; and none
  // of the packages needs its install script.
  const flags = [
    '--no-package-lock',
    '--legacy-peer-deps',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
  ];
  execFileSync('npm', ['install', ...flags], {
    cwd: peers,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Loads a module of the peers. */
export function importPeer(specifier: string): Promise<unknown> {
  return import(pathToFileURL(require.resolve(specifier)).href);
}

/** Loads a CommonJS module of the peers; `undefined` if this platform has none. */
export function requirePeer(specifier: string): unknown {
  try {
    return require(specifier);
  } catch {
    return undefined;
  }
}
