import type { Environment } from '../transform-options.ts';
import type { ResolvedOptions } from './options.ts';

/** The graph that the modules of one of Vite's environments are compiled for. */
export function graphOf(name: string, { environment }: ResolvedOptions): Environment | undefined {
  if (name === environment.rsc) return 'server';
  if (name === environment.ssr) return 'ssr';
  if (name === environment.browser) return 'client';
  return undefined;
}
