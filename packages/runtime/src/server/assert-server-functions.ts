/**
 * Checks, when a `'use server'` module is evaluated, the exports whose values the compiler cannot
 * know.
 *
 * @throws TypeError that names the module and every export that is not a function
 */
export function assertServerFunctions(
  modulePath: string,
  exports: Readonly<Record<string, unknown>>,
): void {
  const wrong = Object.entries(exports).filter(([, value]) => typeof value !== 'function');
  if (wrong.length === 0) return;
  const list = wrong.map(([name, value]) => `"${name}" (${describe(value)})`).join(', ');
  throw new TypeError(
    `Every export of a 'use server' module must be an async function; in ${modulePath} ${
      wrong.length === 1 ? 'this export is' : 'these exports are'
    } not: ${list}. Export only functions, or move the value to a module without the directive.`,
  );
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
