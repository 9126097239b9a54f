// @ts-check
// Compiles with the SWC plugin in @swc/core, and prints what the addon made the same way.

import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import swc from '@swc/core';
import { readManifest } from 'callgate/swc';

/** @typedef {import('callgate').ModuleManifest} ModuleManifest */

const plugin = createRequire(import.meta.url).resolve('@callgate/swc-plugin');

/** @type {any} */
const ecmascript = {
  syntax: 'ecmascript',
  jsx: true,
  decorators: true,
  decoratorsBeforeExport: true,
  autoAccessors: true,
  explicitResourceManagement: true,
  importAttributes: true,
};

/**
 * What `@swc/core` makes of a text without a plugin; its errors are thrown.
 *
 * @param {string} source
 * @param {string} filename
 */
export function print(source, filename) {
  return normalise(swc.transformSync(source, options(filename, [])).code);
}

/**
 * The same text for the same program: comments are printed where there is room for them, strings
 * as they were written, and an empty statement is none.
 *
 * @param {string} code
 */
function normalise(code) {
  const program = swc.parseSync(code, { ...ecmascript, target: 'esnext' });
  return swc.printSync(program, { minify: true }).code.replaceAll(/(?<=[;{}]);+|;+(?=\})/g, '');
}

/**
 * Whether `@swc/core` can parse a text.
 *
 * @param {string} source
 * @param {string} filename
 */
export function canParse(source, filename) {
  try {
    swc.transformSync(source, options(filename, []));
    return true;
  } catch {
    return false;
  }
}

/**
 * What the plugin makes of it, or the text of its errors.
 *
 * @param {string} source
 * @param {string} filename
 * @param {Record<string, unknown>} pluginOptions
 * @returns {{ code: string, manifest: ModuleManifest | null, errors: string | null }}
 */
export function compile(source, filename, pluginOptions) {
  try {
    const result = swc.transformSync(source, options(filename, [[plugin, pluginOptions]]));
    return { code: normalise(result.code), manifest: readManifest(result), errors: null };
  } catch (error) {
    return { code: '', manifest: null, errors: error instanceof Error ? error.message : '' };
  }
}

/**
 * @param {string} filename
 * @param {[string, Record<string, unknown>][]} plugins
 * @returns {import('@swc/core').Options}
 */
function options(filename, plugins) {
  const extension = extname(filename.replace(/\?.*/s, ''));
  /** @type {any} */
  const parser = /^\.[mc]?tsx?$/.test(extension)
    ? { syntax: 'typescript', tsx: extension === '.tsx', decorators: true }
    : ecmascript;
  return {
    filename,
    swcrc: false,
    sourceMaps: false,
    isModule: /^\.c[jt]s$/.test(extension) ? 'unknown' : true,
    jsc: {
      parser,
      target: 'esnext',
      transform: {
        react: { runtime: 'preserve' },
        verbatimModuleSyntax: true,
        decoratorVersion: '2022-03',
      },
      // Before types and decorators are compiled away.
      experimental: {
        runPluginFirst: true,
        cacheRoot: join(tmpdir(), 'callgate-swc-cache'),
        plugins,
      },
    },
  };
}
