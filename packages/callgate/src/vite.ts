import { callgate } from './vite/plugin.ts';

export { callgate };
export type { CallgateOptions, EnvironmentNames } from './vite/options.ts';

// Configurations of Vite import plugins by default.
// oxlint-disable-next-line import/no-default-export
export default callgate;
