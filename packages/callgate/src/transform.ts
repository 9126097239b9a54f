import { loadBinding } from './binding.ts';
import { toNativeCall } from './native-call.ts';
import type { CompiledModule } from './native-binding.ts';
import type { TransformOptions } from './transform-options.ts';
import type { TransformResult } from './transform-result.ts';

/**
 * Compiles one module off the main thread. Errors in the module are in `diagnostics`; the promise
 * is rejected only for wrong arguments and for defects of the compiler itself.
 *
 * @param source the module's text, or its bytes in UTF-8
 */
export async function transform(
  source: string | Uint8Array,
  options: TransformOptions,
): Promise<TransformResult> {
  const call = toNativeCall(source, options);
  return toResult(source, await loadBinding().transform(...call));
}

/**
 * Compiles one module. Errors in the module are in `diagnostics`; throws only for wrong arguments
 * and for defects of the compiler itself.
 *
 * @param source the module's text, or its bytes in UTF-8
 */
export function transformSync(
  source: string | Uint8Array,
  options: TransformOptions,
): TransformResult {
  const call = toNativeCall(source, options);
  return toResult(source, loadBinding().transformSync(...call));
}

function toResult(source: string | Uint8Array, compiled: CompiledModule | null): TransformResult {
  return {
    code: compiled?.code ?? toText(source),
    map: compiled?.map ?? null,
    changed: compiled?.changed ?? false,
    directive: compiled?.directive ?? null,
    module: compiled?.module === undefined ? null : JSON.parse(compiled.module),
    diagnostics: compiled?.diagnostics === undefined ? [] : JSON.parse(compiled.diagnostics),
  };
}

/** The addon sends no text that is as in the source. */
function toText(source: string | Uint8Array): string {
  if (typeof source === 'string') return source;
  return Buffer.from(source.buffer, source.byteOffset, source.byteLength).toString();
}
