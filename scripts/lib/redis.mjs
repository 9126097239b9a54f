import { spawnSync } from 'node:child_process';
import { fail, step } from './progress.mjs';
import { runOrExit } from './run.mjs';

/**
 * Sees to it that tests find a Redis server, which they start themselves, on ports of their own: the
 * one that `REDIS_SERVER` names, the one on the path, or else Debian's, which only root can install.
 */
export async function installRedis() {
  if (process.env.REDIS_SERVER !== undefined || isThere('redis-server')) return;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !isThere('apt-get')) {
    fail(
      'the tests need Redis 7: install it (`sudo apt-get install redis-server`), or set REDIS_SERVER to a redis-server or valkey-server',
    );
  }
  await step('install Redis (apt-get install redis-server)', async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await runOrExit('apt-get', ['update', '-qq'], { env });
    const install = ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'];
    await runOrExit('apt-get', install, { env });
  });
}

function isThere(program) {
  return spawnSync(program, ['--version']).status === 0;
}
