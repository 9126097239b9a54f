import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** Files that are served as they are. */
export interface StaticFiles {
  /** The answer to a request for one of them. */
  respond(request: Request): Response | null;
}

interface StaticFile {
  readonly body: Buffer<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
};

/**
 * Reads the files out of the build in `directory`: all that is there is known beforehand, so a path
 * of a request never becomes a path on disk.
 */
export async function loadStaticFiles(directory: string): Promise<StaticFiles> {
  const files = new Map<string, StaticFile>();
  const add = async (url: string, file: string): Promise<void> => {
    files.set(url, {
      body: await readFile(join(directory, file)),
      headers: {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        // Names of assets hold a hash of what is in them.
        'cache-control': url.startsWith('/assets/')
          ? 'public, max-age=31536000, immutable'
          : 'no-cache',
        'x-content-type-options': 'nosniff',
      },
    });
  };
  await add('/manifest.json', 'rsc/callgate-manifest.json');
  await add('/report', 'report.html');
  await add('/icon.svg', 'client/icon.svg');
  for (const name of await readdir(join(directory, 'client/assets'))) {
    await add(`/assets/${name}`, `client/assets/${name}`);
  }
  return {
    respond(request) {
      const file = files.get(new URL(request.url).pathname);
      return file === undefined ? null : new Response(file.body, { headers: file.headers });
    },
  };
}
