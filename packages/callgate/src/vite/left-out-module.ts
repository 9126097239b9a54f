import { readModuleRecord } from '../cli/imports/module-record.ts';
import type { Environment } from '../transform-options.ts';
import { sourceFileOf } from './module-id.ts';
import type { Project } from './project.ts';

/**
 * What stands before the path of a module that is not to be bundled, in the bundle, too: bundlers
 * know modules by their paths, and would take the path for the module that stands in its place.
 */
export const LEFT_OUT = 'callgate-left-out:';

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/**
 * What to bundle in the place of a module that Vite bundles in advance: when it has server functions,
 * a module that imports it from its own file, which Vite then serves, and compiles, as any other.
 *
 * @returns `undefined` for a module that can be bundled as it is
 * @throws Error for the server's graph: the module would be there twice, bundled and as a file
 */
export async function leaveOut(
  project: Project,
  graph: Environment,
  file: string,
  code: string,
): Promise<string | undefined> {
  if (!code.includes('use server') || sourceFileOf(file) === undefined) return undefined;
  // What is behind an `export *` is found out when the module is served.
  const resolve = async () => undefined;
  const compiled = await project.compile({ id: file, code, graph, resolve });
  if (compiled === undefined || (compiled.module === null && !compiled.isBroken)) return undefined;
  if (graph === 'server') throw new Error(describeTwin(project, file));
  return facadeOf(file, code);
}

/** All exports of a module, taken from its file. */
function facadeOf(file: string, code: string): string {
  const address = JSON.stringify(`${LEFT_OUT}${file}`);
  const record = readModuleRecord(file, code);
  // One that cannot be read: the module itself tells its errors.
  if (record === null) return `export * from ${address};`;
  const { exports, reExports } = record;
  const names = [...exports, ...reExports.flatMap(({ exported }) => exported ?? [])];
  const written = names.map((name) => (identifier.test(name) ? name : JSON.stringify(name)));
  const hasStar = reExports.some(({ exported }) => exported === null);
  return `export { ${written.join(', ')} } from ${address};
${hasStar ? `export * from ${address};` : ''}`;
}

function describeTwin({ options }: Project, file: string): string {
  const [, name = file] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? [];
  const { rsc } = options.environment;
  return (
    `callgate: ${file} has server functions, and the package \`${name}\` is to be bundled in ` +
    `advance for the server, where each module must be there once. Take it out of ` +
    `\`environments.${rsc}.optimizeDeps.include\`.`
  );
}
