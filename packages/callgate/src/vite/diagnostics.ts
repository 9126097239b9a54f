import type { Diagnostic } from '../diagnostic.ts';

/** An error as Vite shows it, in the overlay of the browser and in the terminal. */
export interface ViteError {
  readonly message: string;
  readonly id: string;
  readonly frame: string;
  readonly loc: { readonly file: string; readonly line: number; readonly column: number };
  readonly pluginCode: string;
}

/** All errors of a file in one: a file is mended as a whole. `undefined` when there is none. */
export function toViteError(id: string, diagnostics: readonly Diagnostic[]): ViteError | undefined {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return undefined;
  const messages = errors.map((found) => {
    const { line } = locationOf(id, found);
    return `${found.code}, line ${line}: ${found.message}`;
  });
  return {
    message: messages.join('\n'),
    id,
    frame: errors.map(frameOf).join('\n\n'),
    loc: locationOf(id, first),
    pluginCode: first.code,
  };
}

/** Warnings, each on its own. */
export function toViteWarnings(id: string, diagnostics: readonly Diagnostic[]): ViteError[] {
  return diagnostics
    .filter(({ severity }) => severity === 'warning')
    .map((warning) => ({
      message: `${warning.code}: ${warning.message}`,
      id,
      frame: frameOf(warning),
      loc: locationOf(id, warning),
      pluginCode: warning.code,
    }));
}

/** The code frame, with where to read more as its last line. */
function frameOf({ frame, url }: Diagnostic): string {
  // It is as far in as the line numbers are wide.
  const indent = /^( *)--> /m.exec(frame)?.[1] ?? ' ';
  return `${frame.trimEnd()}\n${indent} = docs: ${url}`;
}

function locationOf(file: string, { labels: [label] }: Diagnostic): ViteError['loc'] {
  return { file, line: label?.line ?? 1, column: label?.column ?? 0 };
}
