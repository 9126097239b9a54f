import { spawnSync } from 'node:child_process';
import { canInstall, installPackages } from './apt.mjs';
import { fail, step } from './progress.mjs';

/**
 * Sees to it that tests find a Redis server, which they start themselves, on ports of their own: the
 * one that `REDIS_SERVER` names, the one on the path, or else Debian's, which only root can install.
 */
export async function installRedis() {
  if (process.env.REDIS_SERVER !== undefined || isThere('redis-server')) return;
  if (!canInstall()) {
    fail(
      'the tests need Redis 7: install it (`sudo apt-get install redis-server`), or set REDIS_SERVER to a redis-server or valkey-server',
    );
  }
  await step('install Redis (apt-get install redis-server)', () =>
    installPackages(['redis-server']),
  );
}

function isThere(program) {
  return spawnSync(program, ['--version']).status === 0;
}
