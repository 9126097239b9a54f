import { loadBinding } from './binding.ts';
import { toNativeCall } from './native-call.ts';
import type { TransformOptions } from './transform-options.ts';
import { makeResult } from './make-result.ts';
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
  return makeResult(source, await loadBinding().transform(...call));
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
  return makeResult(source, loadBinding().transformSync(...call));
}
