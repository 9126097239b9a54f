import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { configureSealing, type SealingOptions } from '../sealing/configuration.ts';
import { KEY_LENGTH } from '../sealing/key-ring.ts';

/** Options of `loadSealingKeys`: where keys come from, and the policy of sealing. */
export interface SealingKeysOptions extends Omit<SealingOptions, 'keys'> {
  /**
   * The environment variable with the keys, base64 and separated by commas, the current one first.
   *
   * @default 'CALLGATE_KEYS'
   */
  readonly variable?: string;
  /**
   * Where development keeps the key that it makes, so that pages survive a restart.
   *
   * @default 'node_modules/.cache/callgate'
   */
  readonly cacheFolder?: string;
}

/**
 * Configures sealing with the keys of the environment. Without any, development makes a key and keeps
 * it; production refuses to start, because instances that each made up a key of their own could not
 * open what the others sealed.
 */
export async function loadSealingKeys(options: SealingKeysOptions = {}): Promise<void> {
  const {
    variable = 'CALLGATE_KEYS',
    cacheFolder = join('node_modules', '.cache', 'callgate'),
    ...policy
  } = options;
  const given = process.env[variable]?.trim();
  if (given) {
    configureSealing({ ...policy, keys: given.split(',') });
    return;
  }
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error(
      `In production, ${variable} must hold the key that seals captured values. ` +
        'Make one with `callgate keygen` and give it to every instance.',
    );
  }
  configureSealing({ ...policy, keys: [await developmentKey(join(cacheFolder, 'sealing-key'))] });
}

async function developmentKey(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  const made = randomBytes(KEY_LENGTH).toString('base64');
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, made, { mode: 0o600 });
  try {
    // A link appears whole or not at all: of processes that start together, one makes the key.
    await link(draft, file);
    return made;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return (await readFile(file, 'utf8')).trim();
  } finally {
    await rm(draft);
  }
}
