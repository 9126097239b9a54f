import { assertModuleManifest } from './assert-manifest.ts';
import type { ModuleManifest } from './manifest.ts';

/** What `@swc/core` gives for a module, as far as the manifest is concerned. */
export interface SwcResult {
  /** The compiled text. */
  readonly code: string;
  /** What plugins have told, by key, as JSON text. */
  readonly output?: string | undefined;
}

// JSON of the plugin never holds `*/`: it writes the slash with a backslash.
const comment = /\/\*! @callgate (?<json>\{.*?\}) \*\//s;

/**
 * The manifest that `@callgate/swc-plugin` has made of a module, from the `output` of `@swc/core`,
 * or from a comment in the code (`manifest: 'comment'`). `null` if the module holds no directive.
 *
 * @throws {TypeError} when what is there is no manifest.
 */
export function readManifest(result: SwcResult): ModuleManifest | null {
  const text = fromOutput(result.output) ?? comment.exec(result.code)?.groups?.['json'];
  if (text === undefined) return null;
  const manifest: unknown = parse(text);
  assertModuleManifest(manifest, 'what the SWC plugin tells of the module');
  return manifest;
}

function fromOutput(output: string | undefined): string | undefined {
  if (output === undefined) return undefined;
  const values: unknown = parse(output);
  if (typeof values !== 'object' || values === null || !('callgate' in values)) return undefined;
  return typeof values.callgate === 'string' ? values.callgate : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TypeError('callgate: what the SWC plugin tells of the module is not JSON', {
      cause: error,
    });
  }
}
