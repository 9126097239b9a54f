import { open, readFile, rm } from 'node:fs/promises';

/**
 * Takes `path` as a lock for as long as this process runs, and gives the function that releases it.
 *
 * Two servers that keep one data file in memory would overwrite each other's changes, so the
 * second one is refused. The lock holds the owner's process id: a crash leaves a lock behind, and
 * a lock whose owner is gone is taken over.
 */
export async function lockFile(path: string): Promise<() => Promise<void>> {
  if (!(await tryToCreate(path))) {
    const owner = Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10);
    if (isAlive(owner)) {
      throw new Error(
        `${path} is held by process ${owner}: another server uses these data. Stop it, or set POSTS_DATA to another file.`,
      );
    }
    await rm(path, { force: true });
    if (!(await tryToCreate(path))) {
      throw new Error(`${path} was taken by another server just now.`);
    }
  }
  return () => rm(path, { force: true });
}

async function tryToCreate(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(`${process.pid}\n`);
    await file.close();
    return true;
  } catch (error) {
    if (isErrorWithCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    // Signal 0 checks that the process exists and sends nothing.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process exists and belongs to another user.
    return isErrorWithCode(error, 'EPERM');
  }
}

function isErrorWithCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
