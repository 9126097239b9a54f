import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toNodeListener } from '@callgate/runtime/node';
import type { App } from './app.ts';

const types: Record<string, string> = { js: 'text/javascript', css: 'text/css' };

/** Serves a built app on a free port, as a host would: assets from the disk, all else to the app. */
export async function serveBuild(
  scope: { after(callback: () => Promise<void>): void },
  app: App,
): Promise<string> {
  const dist = join(app.folder, 'dist');
  const { default: handler } = await import(pathToFileURL(join(dist, 'rsc', 'index.js')).href);
  const listener = toNodeListener(handler);
  const server = createServer(async (message, answer) => {
    const path = message.url?.split('?')[0] ?? '/';
    if (!path.startsWith('/assets/')) return listener(message, answer);
    answer.setHeader('content-type', types[path.split('.').at(-1) ?? ''] ?? 'text/plain');
    answer.end(await readFile(join(dist, 'client', path)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  scope.after(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
