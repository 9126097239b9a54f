import type { Plugin, ResolvedConfig } from 'vite';

type Handler = (this: unknown, code: string, id: string, options?: unknown) => unknown;

/** A call of a transform hook. */
interface Call {
  readonly name: string;
  readonly context: unknown;
  readonly code: string;
  readonly id: string;
  readonly options: unknown;
}

/**
 * Writes down the calls of the transform hooks of some plugins. While a build runs, hooks wait for
 * one another and for other threads, so a clock around them would measure all of that; what they
 * cost is measured afterwards, alone, with `replay`.
 */
export function recordCalls(plugins: readonly Plugin[], names: readonly string[]): readonly Call[] {
  const calls: Call[] = [];
  for (const name of names) {
    const handler = handlerOf(plugins, name);
    const plugin = plugins.find((candidate) => candidate.name === name);
    Object.assign(plugin ?? {}, {
      transform(this: unknown, ...[code, id, options]: Parameters<Handler>): unknown {
        calls.push({ name, context: this, code, id, options });
        return handler.call(this, code, id, options);
      },
    });
  }
  return calls;
}

/**
 * Does all calls again, one after the other, with plugins that know nothing of the build yet.
 *
 * @returns the milliseconds of the processor that they took, whatever else the machine does
 */
export async function replay(
  calls: readonly Call[],
  plugins: Plugin[],
  config: ResolvedConfig,
): Promise<number> {
  const own: ResolvedConfig = { ...config, plugins };
  // In Vite's order: plugin-rsc's comes before ours, and gives what ours asks for.
  for (const name of ['rsc:minimal', 'callgate:config', 'callgate:plugin-rsc']) {
    const hook = plugins.find((candidate) => candidate.name === name)?.configResolved;
    // Plain functions, which do not ask for a context.
    if (typeof hook === 'function') await hook.call({} as never, own);
  }
  const handlers = new Map(
    [...new Set(calls.map(({ name }) => name))].map((name) => [name, handlerOf(plugins, name)]),
  );
  const start = process.cpuUsage();
  for (const { name, context, code, id, options } of calls) {
    await handlers.get(name)?.call(context, code, id, options);
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function handlerOf(plugins: readonly Plugin[], name: string): Handler {
  const hook = plugins.find((candidate) => candidate.name === name)?.transform;
  if (hook === undefined) throw new Error(`there is no step ${name}`);
  // Called with what Rollup's types say, by way of the calls that were written down.
  return (typeof hook === 'function' ? hook : hook.handler) as Handler;
}
