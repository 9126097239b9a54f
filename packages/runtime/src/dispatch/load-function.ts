import { type AnyFunction, hasServerReferenceId } from '../server/server-reference.ts';
import type { CallableFunction } from './manifest.ts';

/** Loads a server function and makes sure that it is what the manifest promised. */
export async function loadFunction(
  load: (module: string) => object | Promise<object>,
  target: CallableFunction,
): Promise<AnyFunction> {
  return exportedFunction(await load(target.module), target);
}

/**
 * The server function of a module: an own export, a function, and registered under that very id.
 *
 * @throws Error when it is not: the manifest and the modules are of different builds
 */
export function exportedFunction(
  namespace: object,
  { id, module, export: exportName }: CallableFunction,
): AnyFunction {
  const found: unknown = Object.hasOwn(namespace, exportName)
    ? Reflect.get(namespace, exportName)
    : undefined;
  if (typeof found !== 'function' || !hasServerReferenceId(found, id)) {
    throw new Error(
      `The export "${exportName}" of ${module} is not the server function ${id} of the manifest. ` +
        'The manifest and the modules must come from one build.',
    );
  }
  return found as AnyFunction; // a function, as was just checked
}
