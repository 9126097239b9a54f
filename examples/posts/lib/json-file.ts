import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import { lockFile } from './file-lock.ts';

/** A value and everything in it, read-only. */
export type DeepReadonly<T> = T extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** One JSON document on disk. */
export interface JsonFile<T> {
  /** The document as it is on disk now. */
  read(): DeepReadonly<T>;
  /**
   * Applies one change and gives what `apply` returns. Changes run one after another; when `apply`
   * throws or the disk refuses, neither the file nor what `read` gives has changed.
   */
  change<R>(apply: (document: T) => R): Promise<R>;
  /** Waits for the changes that have begun, then lets the file go. */
  close(): Promise<void>;
}

/** Opens the document at `path`; `create` makes the first one. */
export async function openJsonFile<T>(
  path: string,
  create: () => T | Promise<T>,
): Promise<JsonFile<T>> {
  await mkdir(dirname(path), { recursive: true });
  const release = await lockFile(`${path}.lock`);
  try {
    return await openLocked(path, create, release);
  } catch (error) {
    await release();
    throw error;
  }
}

async function openLocked<T>(
  path: string,
  create: () => T | Promise<T>,
  release: () => Promise<void>,
): Promise<JsonFile<T>> {
  let current: T;
  const text = await readIfThere(path);
  if (text === null) await write(await create());
  else current = parse<T>(text, path);

  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;

  /** What is in memory afterwards is what a restart would read, and shares nothing with `next`. */
  async function write(next: T): Promise<void> {
    const written = `${JSON.stringify(next, null, 2)}\n`;
    await replaceFile(path, written);
    current = parse(written, path);
  }

  return {
    read: () => current as DeepReadonly<T>,
    change(apply) {
      if (closed) return Promise.reject(new Error(`${path} is closed.`));
      const done = queue.then(async () => {
        const next = structuredClone(current);
        const result = apply(next);
        await write(next);
        return result;
      });
      // A change that failed was reported to its caller; it must not stop the ones behind it.
      queue = done.catch(() => undefined);
      return done;
    },
    async close() {
      if (closed) return;
      closed = true;
      await queue;
      await release();
    },
  };
}

/**
 * Replaces the file in one step: a reader, or a crash in the middle, finds the old text or the new
 * one and never a part of it.
 */
async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function parse<T>(text: string, path: string): T {
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new Error(`${path} is not JSON. Repair or delete it, then start again.`, {
      cause: error,
    });
  }
}
