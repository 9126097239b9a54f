import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { UsageError } from './usage-error.ts';
import { missingPath } from './paths.ts';

/** Reads a file that was named on the command line; `-` is standard input. */
export async function readInput(file: string): Promise<Buffer> {
  if (file === '-') return buffer(process.stdin);
  try {
    return await readFile(file);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : undefined;
    if (reason === 'ENOENT') throw missingPath(file);
    if (reason === 'EISDIR') throw new UsageError(`\`${file}\` is a directory; give one file`);
    throw error;
  }
}
