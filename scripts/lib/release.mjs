import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { addonFile } from './addon.mjs';
import { root } from './paths.mjs';
import { hostTarget } from './platform.mjs';

const source = join(root, 'packages/callgate');

/**
 * Lays out, below `directory`, what a release publishes for `callgate`: the package itself, with
 * one optional dependency for each platform, and the package of this machine's platform. Returns
 * their directories.
 */
export async function stageRelease(directory) {
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  rmSync(directory, { recursive: true, force: true });
  return [await stagePackage(manifest, directory), stageBinding(manifest, directory)];
}

async function stagePackage(manifest, directory) {
  const { releasedTargets } = await import(join(source, 'dist/platform.js'));
  const staged = join(directory, 'callgate');
  const { devDependencies: _, scripts: __, ...published } = manifest;
  published.files = manifest.files.filter((pattern) => !pattern.endsWith('.node'));
  published.optionalDependencies = Object.fromEntries(
    releasedTargets().map((target) => [`@callgate/binding-${target}`, manifest.version]),
  );
  mkdirSync(staged, { recursive: true });
  const names = published.files.filter((pattern) => !pattern.startsWith('!'));
  for (const name of [...names, 'README.md']) {
    cpSync(join(source, name), join(staged, name), { recursive: true });
  }
  copyFileSync(join(root, 'LICENSE'), join(staged, 'LICENSE'));
  writeManifest(staged, published);
  return staged;
}

function stageBinding({ version, license, repository, engines }, directory) {
  const target = hostTarget();
  const [os, cpu, abi] = target.split('-');
  const name = `@callgate/binding-${target}`;
  const staged = join(directory, `binding-${target}`);
  mkdirSync(staged, { recursive: true });
  copyFileSync(addonFile, join(staged, basename(addonFile)));
  copyFileSync(join(root, 'LICENSE'), join(staged, 'LICENSE'));
  const description = `The native binding of callgate for ${target}.`;
  writeFileSync(join(staged, 'README.md'), `# ${name}\n\n${description}\n`);
  writeManifest(staged, {
    name,
    version,
    description,
    license,
    repository,
    os: [os],
    cpu: [cpu],
    ...(os === 'linux' && { libc: [abi === 'musl' ? 'musl' : 'glibc'] }),
    main: basename(addonFile),
    files: [basename(addonFile)],
    engines,
  });
  return staged;
}

function writeManifest(directory, manifest) {
  writeFileSync(join(directory, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}
