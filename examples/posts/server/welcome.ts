import { dirname, join } from 'node:path';

import type { Manifest } from 'callgate';

import { DEMO_USERS } from '../lib/seed.ts';
import { toCurl } from './curl.ts';
import { exampleCalls } from './example-calls.ts';

/** Tells where the server is, and how to call each server function that captures nothing. */
export function printWelcome(manifest: Manifest, origin: string, dataFile: string): void {
  const cookies = join(dirname(dataFile), 'cookies.txt');
  const users = DEMO_USERS.map(({ id, password }) => `${id} (${password})`).join(', ');
  const calls = exampleCalls(manifest).map(
    (call) => `# ${call.name}: ${call.effect}\n${toCurl(call, origin, cookies)}`,
  );
  console.log(`
Call them from another terminal. The first command signs in, so start with it:

${calls.join('\n\n')}

Functions that capture values can only be called from a page, which carries the values sealed. See
what a page sends with: curl -sS -H 'accept: text/x-component' ${origin}/

Listening on ${origin}
  ${origin}/               the posts; sign in as ${users}
  ${origin}/report         everything that can be called
  ${origin}/manifest.json  the same for programs
  ${dataFile} holds the data
Stop with Ctrl+C.`);
}
