/** Builds or serves a generated project once, in a process of its own, and prints what it took. */
import { join } from 'node:path';
import rsc from '@vitejs/plugin-rsc';
import { callgate } from 'callgate/vite';
import { createBuilder, createServer, type InlineConfig, type Plugin } from 'vite';
import type { Variant } from './generate.ts';
import { recordCalls, replay } from './steps.ts';

/** What a run took. */
export interface Measurement {
  /** Milliseconds of the clock. */
  readonly total: number;
  /** Milliseconds of the processor for the steps of `'use server'`; 0 for a dev server. */
  readonly step: number;
  /** The same for what plugin-rsc's step still does beside ours: it looks for directives in vain. */
  readonly rest: number;
}

const REPLAYS = 5;

const [, , folder = '', given, mode] = process.argv;
const variant: Variant = given === 'callgate' ? 'callgate' : 'plugin-rsc';

const entry = (name: string) => join(folder, 'src', `entry.${name}.tsx`);
const entries = {
  rsc: entry(`rsc.${variant}`),
  ssr: entry('ssr'),
  client: entry(`browser.${variant}`),
};
const makePlugins = (): Plugin[] => [
  ...(variant === 'callgate' ? callgate() : []),
  ...rsc({ entries }),
];
const plugins = makePlugins();
const config: InlineConfig = {
  configFile: false,
  root: folder,
  cacheDir: join(folder, `.vite-${variant}`),
  logLevel: 'error',
  server: { host: '127.0.0.1', port: 0 },
  plugins,
};

async function build(): Promise<Measurement> {
  const own = 'rsc:use-server';
  const step = variant === 'callgate' ? 'callgate:transform' : own;
  const calls = recordCalls(plugins, [...new Set([step, own])]);
  const start = performance.now();
  const builder = await createBuilder(config);
  await builder.buildApp();
  const total = performance.now() - start;
  const least = async (name: string): Promise<number> => {
    const some = calls.filter((call) => call.name === name);
    let milliseconds = Infinity;
    for (let run = 0; run < REPLAYS; run += 1) {
      // Whatever disturbs, takes longer.
      milliseconds = Math.min(milliseconds, await replay(some, makePlugins(), builder.config));
    }
    return milliseconds;
  };
  return { total, step: await least(step), rest: step === own ? 0 : await least(own) };
}

async function serve(): Promise<Measurement> {
  const start = performance.now();
  const server = await createServer(config);
  await server.listen();
  const answer = await fetch(server.resolvedUrls?.local[0] ?? '');
  const page = await answer.text();
  if (answer.status !== 200 || !page.includes('Book 3')) throw new Error(`no page: ${page}`);
  const total = performance.now() - start;
  await server.close();
  return { total, step: 0, rest: 0 };
}

console.log(JSON.stringify(await (mode === 'build' ? build() : serve())));
process.exit(0);
