/** Runs a program: loads it, calls its main function or its exports, then all that it exposes. */
import type { Language } from '../elaborate/elaboration.ts';
import { format } from './format.ts';
import { type LinkedModule, linkModule } from './graph.ts';
import { createHost, type Host, type LogEntry, type Route } from './host.ts';
import { strip } from './strip.ts';

/** A program's text, original or compiled. */
export interface Runnable {
  readonly code: string;
  readonly language: Language;
  /** Whether every export is called, instead of the main function. */
  readonly file: boolean;
  /** The exports to call and to compare; without them, all. */
  readonly names?: readonly string[];
}

/** What a run has shown. */
export interface Trace {
  readonly log: readonly LogEntry[];
  /** The names that the module exports. */
  readonly names: readonly string[];
  /** The module, when it has run. */
  readonly exports: Readonly<Record<string, unknown>>;
}

/** How a run calls functions, given the module that it runs. */
export type RouteFactory = (module: LinkedModule) => Route;

/** Calls functions in place. */
export const inPlace: RouteFactory = () => (fn, args) => fn(...args);

const maxMilliseconds = 10_000;

/** Runs a program to its end. What it throws is part of the trace. */
export async function execute(
  runnable: Runnable,
  createRoute: RouteFactory,
  runtime: Readonly<Record<string, unknown>> = {},
): Promise<Trace> {
  let route: Route = (fn, args) => fn(...args);
  const host = createHost((fn, args) => route(fn, args));
  const module = await linkModule(strip(runnable.code, runnable.language), {
    host: host.exports,
    data: { data: data() },
    dependency: dependency(host),
    '@callgate/runtime/server': runtime,
  });
  route = createRoute(module);
  // Names can be read when the module has run: before, some are not initialised.
  const namesOf = (): readonly string[] => runnable.names ?? stringKeys(module.exports);
  await withinTime(async () => {
    try {
      await module.evaluate();
      if (runnable.file) await callExports(host, module, namesOf());
      else await host.call(module.exports['main'] ?? module.exports['default'], data());
      await host.finish();
    } catch (error) {
      const text = `the module threw ${format(error, 'exact')}`;
      host.log.push({ exact: text, loose: text });
    }
  });
  return { log: host.log, names: namesOf(), exports: module.exports };
}

function stringKeys(exports: object): string[] {
  return Reflect.ownKeys(exports)
    .filter((key) => typeof key === 'string')
    .toSorted();
}

async function callExports(
  host: Host,
  module: LinkedModule,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    const value = module.exports[name];
    const loose = `export ${name} ${format(value, 'loose')}`;
    // A forwarding function cannot know the name and length of what it forwards to.
    const exact = forwarded.has(name) ? loose : `export ${name} ${format(value, 'exact')}`;
    host.log.push({ exact, loose });
    await host.callAndShow(value, 1, data());
  }
}

const forwarded: ReadonlySet<string> = new Set(['remote', 'other', 'again', 'a string']);

function dependency({ exports }: Host): Record<string, unknown> {
  const log = exports['log'] as (...values: unknown[]) => void;
  const define =
    (name: string) =>
    async (...args: unknown[]) => {
      log(name, ...args);
      return [name, args.length];
    };
  return { remote: define('remote'), other: define('other') };
}

/** What programs import and are given: the shape of all objects that they make themselves. */
function data(): unknown {
  return { id: 1, tag: 'data', in: { x: 2, y: { z: [3, { w: 4 }] } }, list: [5, 6], no: null };
}

async function withinTime(run: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const stop = (): void => reject(new Error('the program did not come to an end'));
    timer = setTimeout(stop, maxMilliseconds);
  });
  try {
    await Promise.race([run(), late]);
  } finally {
    clearTimeout(timer);
  }
}
