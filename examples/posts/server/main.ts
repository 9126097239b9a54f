import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, join, resolve } from 'node:path';

import { toNodeListener } from '@callgate/runtime/node';
import { webpackServerBinding } from '@callgate/runtime/react/webpack-server';
import { configureSealing, setReactBinding } from '@callgate/runtime/server';
import type { Manifest } from 'callgate';

import { openDatabase } from '../lib/database.ts';
import { createDemoData, restoreDemoPosts } from '../lib/seed.ts';
import { useSigningKey } from '../lib/session-cookie.ts';
import { createApp } from './app.ts';
import { createClientManifest } from './client-manifest.ts';
import { printWelcome } from './welcome.ts';
import { HOST, listen } from './listen.ts';
import { loadSecrets } from './secrets.ts';
import { stopOnSignals } from './shutdown.ts';
import { loadStaticFiles } from './static-files.ts';

const DAY_SECONDS = 24 * 60 * 60;
const dist = resolve(import.meta.dirname, '../..');

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const manifest: Manifest = JSON.parse(
    await readFile(join(dist, 'callgate-manifest.json'), 'utf8'),
  );
  const dataFile = resolve(process.env['POSTS_DATA'] ?? join(dist, '../.data/posts.json'));
  const database = await openDatabase(dataFile, createDemoData);
  try {
    await database.change(restoreDemoPosts);
    const secrets = await loadSecrets(dirname(dataFile), process.env);
    useSigningKey(secrets.sessionKey);
    // What a page seals can be used for a day: nobody keeps a page open, or a copy of it, longer.
    configureSealing({ keys: [secrets.sealingKey], maxAge: DAY_SECONDS });
    const binding = webpackServerBinding({ clientManifest: createClientManifest(manifest) });
    setReactBinding(binding);
    const files = await loadStaticFiles(dist);

    const server = createServer();
    const port = await listen(server, process.env['PORT']);
    const origins = [`http://${HOST}:${port}`, `http://localhost:${port}`];
    server.on('request', toNodeListener(createApp({ manifest, origins, binding, files })));
    stopOnSignals(server, () => database.close());
    printWelcome(manifest, origins[0] ?? '', dataFile);
  } catch (error) {
    await database.close();
    throw error;
  }
}
