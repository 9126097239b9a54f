import { constants } from 'node:buffer';
import { resolve, win32 } from 'node:path';
import { isUint8Array } from 'node:util/types';
import {
  checkBoolean,
  checkKeys,
  checkString,
  checkStringsByName,
  requireString,
  wrongOption,
} from './option-checks.ts';
import type { Environment, TransformOptions } from './transform-options.ts';

/** The arguments of the addon's `transform` and `transformSync`. */
export type NativeCall = [
  source: string | Uint8Array,
  filename: string,
  root: string,
  flags: number,
  inputSourceMap: string | undefined,
  extra: string | undefined,
];

// The bits of `flags`, as in the addon's `arguments.rs`. Arguments are positional and booleans
// share one number, because each property read across the boundary costs more than all of this.
const environmentFlags: Readonly<Record<Environment, number>> = { server: 0, ssr: 1, client: 2 };
const devFlag = 1 << 2;
const sourceMapFlag = 1 << 3;
const narrowCapturesFlag = 1 << 4;
const utf16Flag = 1 << 5;

const optionNames: ReadonlySet<string> = new Set<keyof TransformOptions>([
  'filename',
  'root',
  'environment',
  'dev',
  'salt',
  'sourceMap',
  'inputSourceMap',
  'narrowCaptures',
  'runtime',
  'resolvedExports',
]);
const runtimeNames: ReadonlySet<string> = new Set(['server', 'ssr', 'client']);

/**
 * Checks what the user gave and lays it out for the addon.
 *
 * @throws {TypeError} naming the option and what it may be.
 */
export function toNativeCall(source: string | Uint8Array, options: TransformOptions): NativeCall {
  checkKeys(options, optionNames, 'the options object');
  const { filename, root, environment, dev, sourceMap, inputSourceMap, narrowCaptures } = options;
  requireString('filename', filename);
  // The address of a file, as in `import.meta.url`, is below no root.
  if (filename === '' || filename.startsWith('file:')) {
    throw wrongOption('filename', 'a path', filename);
  }
  checkString('root', root);
  checkBoolean('dev', dev);
  checkBoolean('sourceMap', sourceMap);
  if (inputSourceMap !== undefined && typeof inputSourceMap !== 'string') {
    throw wrongOption('inputSourceMap', 'a string', inputSourceMap);
  }
  checkBoolean('narrowCaptures', narrowCaptures);
  const input = toNativeSource(source);
  const flags =
    toEnvironmentFlag(environment) |
    (dev === true ? devFlag : 0) |
    (sourceMap === false ? 0 : sourceMapFlag) |
    (narrowCaptures === false ? 0 : narrowCapturesFlag) |
    (input === source ? 0 : utf16Flag);
  return [input, filename, toAbsolute(root), flags, inputSourceMap, toExtra(options)];
}

/** Otherwise an absolute filename would not be below the root, and its id that of one machine. */
function toAbsolute(root: string | undefined): string {
  if (root === undefined) return process.cwd();
  // To Windows, what begins with a slash is absolute as well.
  return win32.isAbsolute(root) ? root : resolve(root);
}

/** The number by which the addon knows an environment. */
function toEnvironmentFlag(environment: unknown): number {
  // Not a plain look-up: `constructor` is not an environment.
  if (environment === 'server' || environment === 'ssr' || environment === 'client') {
    return environmentFlags[environment];
  }
  throw wrongOption('environment', "'server', 'ssr' or 'client'", environment);
}

/** A string with lone surrogates has no UTF-8: its code units cross instead. */
function toNativeSource(source: unknown): string | Uint8Array {
  if (typeof source === 'string') {
    return source.isWellFormed() ? source : Buffer.from(source, 'utf16le');
  }
  // Not by `instanceof`: tests may run in a realm of their own, with buffers of the outer one.
  if (isUint8Array(source)) {
    if (source.byteLength <= constants.MAX_STRING_LENGTH) return source;
    throw new TypeError(
      `callgate: the source has ${source.byteLength} bytes; a string holds ${constants.MAX_STRING_LENGTH}`,
    );
  }
  throw new TypeError('callgate: the source must be a string, a Buffer or a Uint8Array');
}

/** The options that are seldom given, as JSON. */
function toExtra({ salt, runtime, resolvedExports }: TransformOptions): string | undefined {
  if (salt === undefined && runtime === undefined && resolvedExports === undefined) {
    return undefined;
  }
  checkString('salt', salt);
  checkStringsByName('resolvedExports', resolvedExports);
  if (runtime !== undefined) {
    checkKeys(runtime, runtimeNames, 'option `runtime`');
    checkString('runtime.server', runtime.server);
    checkString('runtime.ssr', runtime.ssr);
    checkString('runtime.client', runtime.client);
  }
  return JSON.stringify({ salt, runtime, resolvedExports });
}
