import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { scanProject } from '../scan-project.ts';

/** What is read of a package.json. */
interface PackageJson {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * Finds the packages with server functions among those that an app depends on, and that such
 * packages, and packages for React, depend on in turn. A package that is only linked is left out:
 * bundlers take it for a part of the app anyway.
 *
 * @param root a folder of the app; the package.json that counts is there or above
 * @returns names, sorted
 */
export async function findServerPackages(root: string): Promise<string[]> {
  const found = new Set<string>();
  const visited = new Set<string>();

  async function visitDependencies(folder: string, names: readonly string[]): Promise<void> {
    await Promise.all(names.map((name) => visit(name, folder)));
  }

  async function visit(name: string, importer: string): Promise<void> {
    const folder = await findPackage(name, importer);
    if (folder === undefined || visited.has(`${name}\0${folder}`)) return;
    visited.add(`${name}\0${folder}`);
    if (!/[/\\]node_modules[/\\]/.test(folder)) return;
    const content = await readPackageJson(folder);
    if (content === undefined) return;
    const { manifest } = await scanProject(folder);
    const isFound = Object.keys(manifest.functions).length > 0;
    if (isFound) found.add(name);
    // The rest depend on what has nothing to do with React, and there is a lot of it.
    if (isFound || content.peerDependencies?.['react'] !== undefined) {
      await visitDependencies(folder, dependenciesOf(content));
    }
  }

  const app = await closestPackage(root);
  if (app === undefined) return [];
  const { content } = app;
  const names = [...dependenciesOf(content), ...Object.keys(content.devDependencies ?? {})];
  await visitDependencies(app.folder, names);
  return [...found].sort();
}

function dependenciesOf({ dependencies, optionalDependencies }: PackageJson): string[] {
  return Object.keys({ ...dependencies, ...optionalDependencies });
}

async function closestPackage(
  start: string,
): Promise<{ folder: string; content: PackageJson } | undefined> {
  for (const folder of foldersFrom(start)) {
    const content = await readPackageJson(folder);
    if (content !== undefined) return { folder, content };
  }
  return undefined;
}

/** The folder in which a package is installed, behind all links. */
async function findPackage(name: string, importer: string): Promise<string | undefined> {
  for (const folder of foldersFrom(importer)) {
    try {
      return await realpath(join(folder, 'node_modules', name));
    } catch {
      // Not installed here.
    }
  }
  return undefined;
}

function* foldersFrom(start: string): Generator<string> {
  for (let folder = start, last = ''; folder !== last; folder = dirname(folder)) {
    yield folder;
    last = folder;
  }
}

async function readPackageJson(folder: string): Promise<PackageJson | undefined> {
  try {
    // As npm has it; a package with another content is not one that was installed.
    return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as PackageJson;
  } catch {
    return undefined;
  }
}
