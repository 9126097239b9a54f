import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What must stay on the server. */
export interface Secrets {
  /** Signs session cookies. */
  readonly sessionKey: Buffer;
  /** Seals what inline server functions capture. */
  readonly sealingKey: Buffer;
}

/**
 * Takes the secrets from the environment, where a deployment has them. What is missing is made once
 * and kept in `directory`, so that a restart does not sign anybody out.
 */
export async function loadSecrets(
  directory: string,
  environment: NodeJS.ProcessEnv,
): Promise<Secrets> {
  return {
    sessionKey: await loadKey('SESSION_KEY', environment, join(directory, 'session.key')),
    sealingKey: await loadKey('SEALING_KEY', environment, join(directory, 'sealing.key')),
  };
}

async function loadKey(
  name: string,
  environment: NodeJS.ProcessEnv,
  path: string,
): Promise<Buffer> {
  const given = environment[name];
  const key = Buffer.from(given ?? (await readOrCreate(path)), 'base64url');
  if (key.length !== 32) {
    throw new Error(`${given === undefined ? path : name} must hold 32 bytes in base64url.`);
  }
  return key;
}

async function readOrCreate(path: string): Promise<string> {
  await mkdir(join(path, '..'), { recursive: true });
  try {
    // `wx` refuses a file that exists, so of two servers that start together one key wins.
    await writeFile(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return (await readFile(path, 'utf8')).trim();
}
