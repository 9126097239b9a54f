// The first version of the plugin that brings along a React without known holes.
const FLOOR = [0, 5, 38] as const;
const REACT_OF_FLOOR = '19.3.1';

/**
 * The version of React that a version of `@vitejs/plugin-rsc` brings along: no less than this.
 *
 * @throws Error for a plugin whose React has known holes
 */
export function bundledReactVersion(pluginVersion: string): string {
  const parts = pluginVersion.split('.').map((part) => Number.parseInt(part, 10));
  const difference = FLOOR.map((part, index) => (parts[index] ?? 0) - part).find(Boolean) ?? 0;
  if (difference >= 0) return REACT_OF_FLOOR;
  throw new Error(
    `@vitejs/plugin-rsc ${pluginVersion} brings along a React that is open to the security release of ` +
      `October 2026. Install ${FLOOR.join('.')} or a later version, or install react-server-dom-webpack ` +
      'and give its version as `reactVersion`.',
  );
}
