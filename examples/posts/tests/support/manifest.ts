import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Manifest } from 'callgate';

/** The manifest of the build. */
export const manifest: Manifest = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../dist/rsc/callgate-manifest.json'), 'utf8'),
);

/** The id of the server function with a name. */
export function idOf(name: string): string {
  const found = Object.entries(manifest.functions).find(([, entry]) => entry.name === name);
  if (found === undefined) throw new Error(`The manifest has no function ${name}.`);
  return found[0];
}
