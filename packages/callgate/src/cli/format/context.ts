import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { toPosix } from '../paths.ts';
import { version } from '../version.ts';
import type { FormatName } from './formats.ts';
import type { FormatContext } from './formatter.ts';

/** Where readers of a format look from: services from the repository, people from where they are. */
function viewpoint(format: FormatName): string {
  const workspace = format === 'pretty' ? undefined : process.env['GITHUB_WORKSPACE'];
  return workspace === undefined || workspace === '' ? process.cwd() : workspace;
}

/** What the formatters need to know about the project at `root`. */
export function createFormatContext(
  root: string,
  format: FormatName,
  colors: boolean,
): FormatContext {
  const from = viewpoint(format);
  const sources = new Map<string, string | null>();
  return {
    version,
    colors,
    readSource(path) {
      let text = sources.get(path);
      if (text === undefined) {
        try {
          text = readFileSync(resolve(root, path), 'utf8');
        } catch {
          text = null;
        }
        sources.set(path, text);
      }
      return text;
    },
    displayPath: (path) => toPosix(relative(from, resolve(root, path))),
  };
}
