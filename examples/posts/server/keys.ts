import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const BYTES = 32;

/**
 * Takes a key of 32 bytes in base64 from the environment, where a deployment has it. What is missing
 * is made once and kept in the file `path`, so that a restart does not sign anybody out.
 */
export async function loadKey(given: string | undefined, path: string): Promise<string> {
  const key = given ?? (await readOrCreate(path));
  if (Buffer.from(key, 'base64').length === BYTES) return key;
  throw new Error(`${given === undefined ? path : 'SESSION_KEY'} must hold 32 bytes in base64.`);
}

async function readOrCreate(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  try {
    // `wx` refuses a file that exists, so of two servers that start together one key wins.
    await writeFile(path, randomBytes(BYTES).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return (await readFile(path, 'utf8')).trim();
}
