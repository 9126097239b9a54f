import type { Manifest } from 'callgate';

/** Where the browser finds an export of a client module. */
export interface ClientManifestEntry {
  readonly id: string;
  readonly name: string;
  readonly chunks: readonly string[];
}

/**
 * Tells React how the browser finds each client component. The browser has all of them in one
 * bundle, so there are no chunks to load, and a module's id is its path in the sources.
 */
export function createClientManifest({ modules }: Manifest): Record<string, ClientManifestEntry> {
  const manifest: Record<string, ClientManifestEntry> = {};
  for (const [path, { directive, exports }] of Object.entries(modules)) {
    if (directive !== 'use client') continue;
    for (const name of exports) manifest[`${path}#${name}`] = { id: path, name, chunks: [] };
  }
  return manifest;
}
