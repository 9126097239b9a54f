import type { Plugin } from 'vite';
import { endpointOf } from './endpoint.ts';
import type { Project } from './project.ts';
import { importReferences, REFERENCES } from './references-module.ts';
import { sealingCode } from './sealing.ts';
import { virtualModule } from './virtual-module.ts';

/** `virtual:callgate/server`: the options of the handler that the build knows. */
export function serverModulePlugin(project: Project): Plugin {
  return virtualModule('virtual:callgate/server', () => {
    const isBuild = project.config().command === 'build';
    return `
${isBuild ? `import { build, load, manifest } from ${JSON.stringify(REFERENCES)};` : live}
${sealingCode(project)}
export { build, load, manifest };
export const base = ${JSON.stringify(endpointOf(project))};
`;
  });
}

const live = `${importReferences}
const { build, load, manifest } = await importReferences();
`;
