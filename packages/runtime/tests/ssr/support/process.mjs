// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Starts a module as a React server, with the conditions that it has in an app.
 *
 * @param {URL} module which sends `{ origin }` when it listens
 */
export async function startServer(module) {
  const server = spawn(process.execPath, ['--conditions', 'react-server', fileURLToPath(module)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [{ origin }] = await once(server, 'message');
  return {
    origin: String(origin),
    async stop() {
      server.kill();
      await once(server, 'exit');
    },
  };
}
