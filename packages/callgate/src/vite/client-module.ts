import type { Plugin } from 'vite';
import { buildIdOf } from './build-id.ts';
import { endpointOf } from './endpoint.ts';
import type { Project } from './project.ts';
import { virtualModule } from './virtual-module.ts';

/** `virtual:callgate/client`: the options of `createCallServer` that the build knows. */
export function clientModulePlugin(project: Project): Plugin {
  return virtualModule('virtual:callgate/client', () => {
    // In development modules change while the page is open; it goes on with those that there are.
    const isBuild = project.config().command === 'build';
    const build = isBuild ? JSON.stringify(buildIdOf(project)) : 'undefined';
    return `
export const build = ${build};
export const endpoint = ${JSON.stringify(endpointOf(project))};
`;
  });
}
