import type { Manifest } from 'callgate';

/** Calls a server function as a page of the app does, with arguments that JSON can hold. */
export function call(origin: string, id: string, args: readonly unknown[]): Promise<Response> {
  return fetch(`${origin}/_callgate/${id}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(args),
  });
}

/** The id of a function by its name and module. */
export function idOf(manifest: Manifest, module: string, name: string): string {
  const entries = Object.entries(manifest.functions);
  const found = entries.find(([, entry]) => entry.module === module && entry.name === name);
  if (found === undefined) throw new Error(`there is no ${name} in ${module}`);
  return found[0];
}

/** The names of all functions of a manifest. */
export function namesIn(manifest: Manifest): string[] {
  return Object.values(manifest.functions)
    .map(({ module, name }) => `${module} ${name}`)
    .sort();
}
