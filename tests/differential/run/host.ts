/** What programs import from `host`: a log, and ways to have functions called. */
import { format, inspect } from './format.ts';

type AnyFunction = (...args: unknown[]) => unknown;

/** Calls a function: in place, or over the network if it is a server reference. */
export type Route = (fn: AnyFunction, args: readonly unknown[]) => unknown;

/** One entry of a log, as it is compared after a local run and after a run over the network. */
export interface LogEntry {
  readonly exact: string;
  readonly loose: string;
}

/** The host of one run of one program. */
export interface Host {
  readonly log: LogEntry[];
  readonly exports: Readonly<Record<string, unknown>>;
  /** Calls what the program has exposed, and what those calls expose, one after another. */
  finish(): Promise<void>;
  call(fn: unknown, ...args: unknown[]): Promise<unknown>;
  /** Calls, takes all items of what generates, and shows the result. */
  callAndShow(fn: unknown, ...args: unknown[]): Promise<void>;
}

const maxEntries = 2000;
const maxExposed = 40;
const maxFuel = 14;

/** Makes a host whose `call` takes `route`. */
export function createHost(route: Route): Host {
  const entries: LogEntry[] = [];
  const exposed: { readonly fn: AnyFunction; readonly args: readonly unknown[] }[] = [];
  let exposures = 0;
  let fuel = maxFuel;

  function record(label: string, values: readonly unknown[]): void {
    if (entries.length === maxEntries) return;
    const text = (exactness: 'exact' | 'loose'): string =>
      [label, ...values.map((value) => format(value, exactness))].join(' ');
    entries.push({ exact: text('exact'), loose: text('loose') });
  }

  function expose(fn: unknown, ...args: unknown[]): void {
    if (typeof fn !== 'function' || exposures === maxExposed) return;
    exposures += 1;
    exposed.push({ fn: fn as AnyFunction, args });
  }

  function caught(error: unknown): void {
    record('caught', [error]);
  }

  async function call(fn: unknown, ...args: unknown[]): Promise<unknown> {
    try {
      return await route(fn as AnyFunction, args);
    } catch (error) {
      caught(error);
      return undefined;
    }
  }

  async function collect(source: unknown): Promise<unknown> {
    const items: unknown[] = [];
    const iterable = await source;
    if (!isAsyncIterable(iterable)) return iterable;
    try {
      for await (const item of iterable) items.push(item);
    } catch (error) {
      // What a generator throws later reaches the other side without its class.
      entries.push({ exact: `collect caught ${format(error, 'exact')}`, loose: 'collect caught' });
    }
    return items;
  }

  function show(value: unknown): void {
    record('show', [value]);
    for (const fn of functionsIn(value)) expose(fn);
  }

  async function callAndShow(fn: unknown, ...args: unknown[]): Promise<void> {
    show(await collect(call(fn, ...args)));
  }

  return {
    log: entries,
    call,
    callAndShow,
    exports: {
      call,
      caught,
      collect,
      expose,
      inspect,
      fuel: () => fuel-- > 0,
      h: (type: unknown, props: unknown, ...children: unknown[]) => ({
        type: typeof type === 'string' ? type : format(type, 'loose'),
        props: props ?? {},
        children,
      }),
      id: (value: unknown) => value,
      log: (...values: unknown[]) => record('log', values),
      show,
    },
    async finish() {
      for (let next = exposed.shift(); next !== undefined; next = exposed.shift()) {
        await callAndShow(next.fn, ...next.args);
      }
    },
  };
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** The first few functions in a value. */
function functionsIn(value: unknown, depth = 0): unknown[] {
  if (typeof value === 'function') return [value];
  if (typeof value !== 'object' || value === null || depth === 4) return [];
  return Object.values(value)
    .flatMap((item) => functionsIn(item, depth + 1))
    .slice(0, 4);
}
