/** Callgate as the SWC plugin in `@swc/core`: the same programs, through the other emitter. */
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Options, transformSync } from '@swc/core';
import { transformSync as compileWithAddon } from 'callgate';
import { readManifest } from 'callgate/swc';
import { callgate, type Subject } from './subject.ts';

const file = createRequire(import.meta.url).resolve('@callgate/swc-plugin');

/** The plugin with its default options. */
export const plugin: Subject = {
  ...callgate,
  compile(source, language) {
    const filename = `program.${language}`;
    const options = { filename, root: '/', environment: 'server' } as const;
    // Hosts report errors as text. That they are the addon's is tested with the fixtures.
    const { diagnostics } = compileWithAddon(source, options);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) return { code: '', module: null, errors };
    try {
      const result = transformSync(source, swcOptions(filename, { ...options, dev: false }));
      // The runner's parser knows a namespace by the line that it starts.
      const code = result.code.replaceAll(
        /\}(?=(?:namespace|module|declare|abstract|enum) )/g,
        '}\n',
      );
      return { code, module: readManifest(result), errors };
    } catch (error) {
      // SWC's parser wants a semicolon behind an arrow function where the language needs none.
      if (/Expected a semicolon/.test(String(error))) return callgate.compile(source, language);
      throw error;
    }
  },
};

function swcOptions(filename: string, options: Record<string, unknown>): Options {
  const isTypescript = /\.tsx?$/.test(filename);
  return {
    filename,
    swcrc: false,
    configFile: false,
    sourceMaps: false,
    isModule: true,
    jsc: {
      parser: isTypescript
        ? { syntax: 'typescript', tsx: filename.endsWith('x'), decorators: true }
        : {
            syntax: 'ecmascript',
            jsx: true,
            decorators: true,
            autoAccessors: true,
            explicitResourceManagement: true,
          },
      target: 'esnext',
      experimental: {
        // SWC renames what shadows a name, which shows in `name`, and disposes of `using` at
        // another moment than the language does.
        disableBuiltinTransformsForInternalTesting: true,
        cacheRoot: join(tmpdir(), 'callgate-swc-cache'),
        plugins: [[file, options]],
      },
    },
  };
}
