import { inspect } from 'node:util';
import type { ModuleManifest } from './manifest.ts';
import type { CompiledModule } from './native-binding.ts';
import type { TransformResult } from './transform-result.ts';

/** Lets `console.log` of a result show the manifest instead of a getter. */
const inspection: PropertyDescriptor = {
  value(this: TransformResult): TransformResult {
    return { ...this };
  },
};

/** Turns what the addon gives into the result of a transform. */
export function makeResult(
  source: string | Uint8Array,
  compiled: CompiledModule | null,
): TransformResult {
  const code = compiled?.code ?? toText(source);
  const map = compiled?.map ?? null;
  const changed = compiled?.changed ?? false;
  const directive = compiled?.directive ?? null;
  const diagnostics = compiled?.diagnostics === undefined ? [] : JSON.parse(compiled.diagnostics);
  const text = compiled?.module;
  if (text === undefined) return { code, map, changed, directive, module: null, diagnostics };
  let module: ModuleManifest | undefined;
  const result = {
    code,
    map,
    changed,
    directive,
    // Parsed when it is first read: in a large file that is a tenth of the work, and a host that
    // only wants code has no use for it.
    get module(): ModuleManifest {
      module ??= parseModule(text);
      return module;
    },
    diagnostics,
  };
  return Object.defineProperty(result, inspect.custom, inspection);
}

function parseModule(text: string): ModuleManifest {
  return JSON.parse(text);
}

/** The addon sends no text that is as in the source. */
function toText(source: string | Uint8Array): string {
  if (typeof source === 'string') return source;
  return Buffer.from(source.buffer, source.byteOffset, source.byteLength).toString();
}
