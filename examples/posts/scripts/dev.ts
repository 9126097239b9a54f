/** `npm run dev`: the development server, on the first free port from 5173 unless `PORT` is set. */
import { resolve } from 'node:path';

import { createServer } from 'vite';

const port = process.env['PORT'];
const server = await createServer({
  root: resolve(import.meta.dirname, '..'),
  server: { host: '127.0.0.1', ...(port !== undefined && { port: Number(port) }) },
});
await server.listen();
server.printUrls();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    void server.close().then(() => process.exit());
  });
}
