import { type AnyFunction, hasServerReferenceId } from '../server/server-reference.ts';
import type { CallableFunction } from './manifest.ts';

/**
 * Loads a server function and makes sure that it is what the manifest promised: an own export, a
 * function, and registered under that very id.
 *
 * @throws Error when it is not: the manifest and the modules are of different builds
 */
export async function loadFunction(
  load: (module: string) => object | Promise<object>,
  { id, module, export: exportName }: CallableFunction,
): Promise<AnyFunction> {
  const namespace = await load(module);
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
