import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Application, LogLevel } from 'typedoc';
import { load } from 'typedoc-plugin-markdown';
import { root } from '../lib/paths.mjs';

const target = join(root, 'docs/api');

/** The folders of the packages that have an API. */
const PACKAGES = ['callgate', 'runtime'];

/**
 * Writes `docs/api`: a page for each entry of the packages, made of the types and the comments of what
 * it exports, and a list of the pages.
 */
export async function writeApiReference() {
  await rm(target, { recursive: true, force: true });
  const entries = [];
  for (const folder of PACKAGES) entries.push(...(await describePackage(folder)));
  const list = entries.map(({ name, page }) => `- [\`${name}\`](${page})`);
  const introduction = 'Made by `npm run generate` from the comments in the sources.';
  await writeFile(join(target, 'README.md'), `# API\n\n${introduction}\n\n${list.join('\n')}\n`);
}

/** Writes the pages of a package, and tells which there are. */
async function describePackage(folder) {
  const directory = join(root, 'packages', folder);
  const { name, exports } = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8'));
  const entries = Object.entries(exports)
    // An entry of types alone, of virtual modules, has no exports of its own.
    .filter(([, entry]) => entry.types !== undefined && entry.default !== undefined)
    .map(([path, { types }]) => ({
      name: `${name}${path.slice(1)}`,
      page: types.replace('./dist', folder).replace(/\.d\.ts$/, '.md'),
      source: join(directory, types.replace('./dist/', 'src/').replace(/\.d\.ts$/, '.ts')),
    }));
  await describeModules(directory, join(target, folder), entries);
  await rm(join(target, folder, 'README.md'));
  await Promise.all(entries.map(({ name: title, page }) => entitle(join(target, page), title)));
  return entries;
}

async function describeModules(directory, out, entries) {
  const app = await Application.bootstrapWithPlugins({
    plugin: [load],
    tsconfig: join(directory, 'tsconfig.json'),
    entryPoints: entries.map(({ source }) => source),
    outputs: [{ name: 'markdown', path: out }],
    logLevel: LogLevel.Error,
    // Types are checked by TypeScript 7.
    skipErrorChecking: true,
    excludeExternals: true,
    excludePrivate: true,
    // Nothing that differs between machines and commits.
    disableGit: true,
    disableSources: true,
    sort: ['source-order'],
    groupOrder: ['Functions', 'Classes', '*'],
    readme: 'none',
    router: 'module',
    useCodeBlocks: true,
    hideBreadcrumbs: true,
    hidePageHeader: true,
  });
  const project = await app.convert();
  if (project === undefined) throw new Error(`TypeDoc cannot read ${directory}.`);
  await app.generateOutputs(project);
}

/** Gives a page the name by which its entry is imported. */
async function entitle(file, title) {
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/^# .*$/m, `# \`${title}\``));
}
