import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

/** The majors of Vite that the plugin is tested with. */
export type Major = 7 | 8;

/** A copy of an app, to build and to edit. */
export interface App {
  readonly folder: string;
  /** The `vite` and the `rsc()` that the app has installed. */
  readonly vite: typeof import('vite');
  readonly rsc: (typeof import('@vitejs/plugin-rsc'))['default'];
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  /** Replaces a piece of a file, which must be there. */
  edit(path: string, from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
}

interface Scope {
  after(callback: () => Promise<void>): void;
}

const WATCHER_PAUSE = 200;

const here = join(import.meta.dirname, '..');

/** Copies an app to where it finds the packages of a major of Vite, until the test ends. */
export async function copyApp(scope: Scope, name: string, major: Major = 8): Promise<App> {
  const home = major === 7 ? installVite7() : here;
  await mkdir(join(home, '.cache'), { recursive: true });
  const folder = await mkdtemp(join(home, '.cache', `${name}-`));
  scope.after(() => rm(folder, { recursive: true, force: true }));
  await cp(join(here, name), folder, { recursive: true, filter: isSource });
  return openApp(folder);
}

/** Opens an app where it is. */
export async function openApp(folder: string): Promise<App> {
  const require = createRequire(join(folder, 'package.json'));
  const load = (id: string) => import(pathToFileURL(require.resolve(id)).href);
  const read = (path: string) => readFile(join(folder, path), 'utf8');
  let lastWrite = 0;
  const write = async (path: string, text: string) => {
    // The watcher of Vite 7 takes a change that follows another at once for the same one.
    await setTimeout(Math.max(0, lastWrite + WATCHER_PAUSE - Date.now()));
    lastWrite = Date.now();
    await writeFile(join(folder, path), text);
  };
  return {
    folder,
    vite: await load('vite'),
    rsc: (await load('@vitejs/plugin-rsc')).default,
    read,
    write,
    async edit(path, from, to) {
      const text = await read(path);
      if (!text.includes(from)) throw new Error(`${path} does not hold ${JSON.stringify(from)}`);
      await write(
        path,
        text.replace(from, () => to),
      );
    },
    remove: (path) => rm(join(folder, path)),
  };
}

function isSource(path: string): boolean {
  return !/[/\\](?:dist|node_modules|\.vite)(?:[/\\]|$)/.test(path.slice(here.length));
}

function installVite7(): string {
  const home = join(here, 'vite-7');
  if (!existsSync(join(home, 'node_modules', 'vite'))) {
    // An installation of its own: beside Vite 8, npm would give the name `vite` to either of them.
    const flags = ['--workspaces=false', '--no-package-lock', '--legacy-peer-deps'];
    execFileSync('npm', ['install', ...flags, '--ignore-scripts'], { cwd: home, stdio: 'ignore' });
  }
  return home;
}
