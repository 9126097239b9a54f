import type { Project } from './project.ts';

/** The path under which server functions are called. */
export function endpointOf({ options, config }: Project): string {
  const { base } = config();
  // A relative base, or one on another host, is that of assets: functions are at the app's own root.
  return options.base ?? `${base.startsWith('/') ? base : '/'}_callgate`;
}
