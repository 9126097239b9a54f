import { createServer } from 'node:http';
import { resolve } from 'node:path';

import { toNodeListener } from '@callgate/runtime/node';
import { manifest } from 'virtual:callgate/server';

import { createApp, type App } from './app.ts';
import { openData } from './data.ts';
import { HOST, listen } from './listen.ts';
import { stopOnSignals } from './shutdown.ts';
import { loadStaticFiles } from './static-files.ts';
import { printWelcome } from './welcome.ts';

const dist = resolve(import.meta.dirname, '..');

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const data = await openData(process.env);
  try {
    const files = await loadStaticFiles(dist);

    const server = createServer();
    const port = await listen(server, process.env['PORT']);
    const origins = [`http://${HOST}:${port}`, `http://localhost:${port}`];
    server.on('request', toNodeListener(withErrorPage(createApp({ origins, files }))));
    stopOnSignals(server, data.close);
    printWelcome(manifest, origins[0] ?? '', data.dataFile);
  } catch (error) {
    await data.close();
    throw error;
  }
}

/** Answers what could not be rendered at all; errors of server functions are answered before. */
function withErrorPage(app: App): App {
  return async (request) => {
    try {
      return await app(request);
    } catch (error) {
      console.error(error);
      return new Response('Something went wrong.\n', { status: 500 });
    }
  };
}
