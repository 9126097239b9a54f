import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Files that are served as they are. */
export interface StaticFiles {
  /** The answer to a request for one of them. */
  respond(request: Request): Response | null;
}

/** A fixed list: a path of a request never becomes a path on disk. */
const FILES = [
  ['/client/main.js', 'client/main.js', 'text/javascript; charset=utf-8'],
  ['/client/main.css', 'client/main.css', 'text/css; charset=utf-8'],
  ['/manifest.json', 'callgate-manifest.json', 'application/json'],
  ['/report', 'report.html', 'text/html; charset=utf-8'],
] as const;

/** Reads the files out of the build in `directory`. */
export async function loadStaticFiles(directory: string): Promise<StaticFiles> {
  const files = new Map<string, { body: Buffer<ArrayBuffer>; type: string }>(
    await Promise.all(
      FILES.map(async ([path, file, type]) => {
        const body = await readFile(join(directory, file));
        return [path, { body, type }] as const;
      }),
    ),
  );
  return {
    respond(request) {
      const file = files.get(new URL(request.url).pathname);
      if (file === undefined) return null;
      return new Response(file.body, {
        headers: {
          'content-type': file.type,
          'cache-control': 'no-cache',
          'x-content-type-options': 'nosniff',
        },
      });
    },
  };
}
