import { resolve } from 'node:path';

import { createServer } from 'vite';

/** `npm run dev`: the development server, on the first free port from 5173. */
const server = await createServer({ root: resolve(import.meta.dirname, '..') });
await server.listen();
server.printUrls();
server.bindCLIShortcuts({ print: true });

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void server.close());
}
