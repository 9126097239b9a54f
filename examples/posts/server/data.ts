import { dirname, join, resolve } from 'node:path';

import { isDatabaseOpen, openDatabase, database } from '../lib/database.ts';
import { openPictures } from '../lib/pictures.ts';
import { createDemoData, restoreDemoPosts } from '../lib/seed.ts';
import { useSigningKey } from '../lib/session-cookie.ts';
import { loadKey } from './keys.ts';

/** What was opened. */
export interface OpenedData {
  readonly dataFile: string;
  /** Waits for the changes in hand, and lets the file go. */
  close(): Promise<void>;
}

/** Opens the data and the keys, in `.data` unless `POSTS_DATA` names another file. */
export async function openData(environment: NodeJS.ProcessEnv): Promise<OpenedData> {
  const dataFile = resolve(environment['POSTS_DATA'] ?? '.data/posts.json');
  const directory = dirname(dataFile);
  // The development server opens it once for all the versions of the modules that it loads.
  if (!isDatabaseOpen()) await openDatabase(dataFile, createDemoData);
  try {
    await database().change(restoreDemoPosts);
    await openPictures(join(directory, 'pictures'));
    const key = await loadKey(environment['SESSION_KEY'], join(directory, 'session.key'));
    useSigningKey(Buffer.from(key, 'base64'));
    return { dataFile, close: () => database().close() };
  } catch (error) {
    await database().close();
    throw error;
  }
}
