/** What is under test: a compiler, and the runtime that its output calls. */
import { type Diagnostic, type ModuleManifest, transformSync } from 'callgate';
import * as runtime from '@callgate/runtime/server';

import type { Language } from '../elaborate/elaboration.ts';

/** What a compiler makes of a program. */
export interface Compiled {
  readonly code: string;
  readonly module: ModuleManifest | null;
  /** Findings that are errors; `code` is of no use if there are any. */
  readonly errors: readonly Diagnostic[];
}

/** A compiler for the server environment, and its runtime. */
export interface Subject {
  readonly compile: (source: string, language: Language) => Compiled;
  readonly runtime: Readonly<Record<string, unknown>>;
}

/** Callgate with its default options. */
export const callgate: Subject = {
  runtime,
  compile(source, language) {
    const result = transformSync(source, {
      filename: `program.${language}`,
      root: '/',
      environment: 'server',
      sourceMap: false,
    });
    const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
    return { code: result.code, module: result.module, errors };
  },
};
