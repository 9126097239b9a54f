import { randomBytes } from 'node:crypto';
import { mkdir, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that a reader sees the old content or the new one, never a part: the text goes
 * to a temporary file in the same directory, which is then renamed. Missing directories are made.
 * A file that exists keeps its permissions, a symbolic link stays one, and what is not a regular
 * file (`/dev/stdout`, a named pipe) is written to directly.
 */
export async function writeFileAtomic(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const existing = await stat(target).catch(() => null);
  if (existing !== null && !existing.isFile()) return writeFile(target, text);
  const directory = dirname(target);
  await mkdir(directory, { recursive: true });
  const temporary = join(directory, `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx', existing === null ? 0o666 : existing.mode & 0o777);
    try {
      await file.writeFile(text);
      // Without this a crash after the rename can leave an empty file under the final name.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
