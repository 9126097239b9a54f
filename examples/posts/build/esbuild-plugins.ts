import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';

import { transform, type Environment, type Manifest } from 'callgate';
import type { Plugin } from 'esbuild';

/**
 * Runs Callgate on each module. It edits the source text, so what it returns is TypeScript and JSX
 * still, and esbuild strips both.
 */
export function compileServerFunctions(root: string, environment: Environment): Plugin {
  return {
    name: `callgate:${environment}`,
    setup({ onLoad }) {
      onLoad({ filter: /\.tsx?$/, namespace: 'file' }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const { code, map, diagnostics } = await transform(source, {
          filename: path,
          root,
          environment,
        });
        const messages = diagnostics.map(
          ({ severity, code: id, message, help, labels: [label] }) => ({
            severity,
            text: `${id}: ${message} ${help}`,
            location: label ? { file: path, line: label.line, column: label.column } : null,
          }),
        );
        return {
          contents: map === null ? code : `${code}\n${inlineSourceMap(map, path)}`,
          loader: extname(path) === '.tsx' ? 'tsx' : 'ts',
          errors: messages.filter(({ severity }) => severity === 'error'),
          warnings: messages.filter(({ severity }) => severity === 'warning'),
        };
      });
    },
  };
}

/** Keeps each relative import an import, of the `.js` file that the imported module becomes. */
export function keepModulesApart(): Plugin {
  return {
    name: 'keep-modules-apart',
    setup({ onResolve }) {
      onResolve({ filter: /^\..*\.tsx?$/ }, ({ kind, path }) =>
        kind === 'entry-point' ? null : { path: path.replace(/\.tsx?$/, '.js'), external: true },
      );
    },
  };
}

/** Answers `virtual:client-modules` with a map of every `'use client'` module of the manifest. */
export function collectClientModules({ modules }: Manifest): Plugin {
  const paths = Object.keys(modules).filter((path) => modules[path]?.directive === 'use client');
  const lines = [
    ...paths.map(
      (path, index) => `import * as module${index} from ${JSON.stringify(`./${path}`)};`,
    ),
    'export const clientModules = new Map([',
    ...paths.map((path, index) => `  [${JSON.stringify(path)}, module${index}],`),
    ']);',
  ];
  return {
    name: 'client-modules',
    setup({ initialOptions, onLoad, onResolve }) {
      const resolveDir = initialOptions.absWorkingDir ?? process.cwd();
      onResolve({ filter: /^virtual:client-modules$/ }, ({ path }) => ({
        path,
        namespace: 'callgate',
      }));
      onLoad({ filter: /.*/, namespace: 'callgate' }, () => ({
        contents: lines.join('\n'),
        resolveDir,
      }));
    },
  };
}

/** A source map in a comment. Callgate names the source from the root; esbuild reads it from the file. */
function inlineSourceMap(map: string, path: string): string {
  const text = JSON.stringify({ ...JSON.parse(map), sources: [basename(path)] });
  return `//# sourceMappingURL=data:application/json;base64,${Buffer.from(text).toString('base64')}`;
}
