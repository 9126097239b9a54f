import { checkOptions, type OptionKinds } from '../check-options.ts';
import { guardListener } from '../guard-listener.ts';
import { isSealingConfigured } from '../sealing/configuration.ts';
import type { AnyFunction } from '../server/server-reference.ts';
import type { AnswerHeader } from './answer.ts';
import { logErrors, type OnEvent } from './events.ts';
import type { RenderPage } from './form/render.ts';
import { readMiddleware, type ServedFunction, serveFunctions } from './function-options.ts';
import type { Instrumentation } from './instrumentation.ts';
import { type Limits, readLimits } from './limits.ts';
import { loadFunction } from './load-function.ts';
import { type CallableFunction, readManifest } from './manifest.ts';
import type { HandlerOptions } from './options.ts';

/** Options that were checked. */
export interface Dispatcher {
  readonly functions: ReadonlyMap<string, ServedFunction>;
  readonly load: (module: string) => object | Promise<object>;
  /** Loads a function of the manifest by its id. */
  readonly loadFunction: (id: string) => Promise<AnyFunction | undefined>;
  /** The base with a slash at its end. */
  readonly prefix: string;
  readonly ownOrigins: ReadonlySet<string> | undefined;
  readonly allowedOrigins: ReadonlySet<string>;
  readonly allowNonBrowserClients: boolean;
  readonly trustProxy: boolean;
  /** Limits while it is not known yet which function a form is for. */
  readonly formLimits: Limits;
  readonly render: RenderPage | undefined;
  readonly isPage: (path: string) => boolean;
  readonly build: string | undefined;
  readonly skew: 'allow' | 'refuse';
  readonly route: ((page: URL) => string | undefined) | undefined;
  readonly waitUntil: ((work: Promise<unknown>, context: unknown) => void) | undefined;
  readonly instrument: Instrumentation | undefined;
  /** On every answer. */
  readonly answerHeaders: readonly AnswerHeader[];
  readonly onEvent: OnEvent;
}

const HANDLER_OPTIONS: OptionKinds<HandlerOptions> = {
  manifest: 'anything',
  load: 'a function',
  base: 'a text',
  origins: 'a list',
  allowedOrigins: 'a list',
  allowNonBrowserClients: 'true or false',
  trustProxy: 'true or false',
  limits: 'an object',
  middleware: 'a list',
  functions: 'an object',
  render: 'a function',
  isPage: 'a function',
  build: 'a text',
  skew: 'a text',
  route: 'a function',
  waitUntil: 'a function',
  instrument: 'a function',
  onEvent: 'a function',
};

/**
 * Checks the options of a handler.
 *
 * @throws TypeError that names the option that is wrong
 * @throws Error when functions have captures and there is no key to open them with
 */
export function readOptions(options: HandlerOptions): Dispatcher {
  checkOptions('createServerFunctionHandler', options, HANDLER_OPTIONS);
  const { load, base = '/_callgate', onEvent = logErrors, build, skew = 'allow' } = options;
  if (load === undefined) throw new TypeError('`load` must be a function.');
  const limits = readLimits(options.limits ?? {});
  const middleware = readMiddleware(options.middleware ?? [], 'middleware');
  const manifest = readManifest(options.manifest);
  const functions = serveFunctions(manifest, options.functions ?? {}, { limits, middleware });
  requireSealingKeys(functions);
  const dispatcher: Dispatcher = {
    functions,
    load,
    loadFunction: async (id: string) => {
      const found = functions.get(id);
      return found === undefined ? undefined : loadFunction(load, found);
    },
    prefix: readPrefix(base),
    ownOrigins: options.origins === undefined ? undefined : readOrigins('origins', options.origins),
    allowedOrigins: readOrigins('allowedOrigins', options.allowedOrigins ?? []),
    allowNonBrowserClients: options.allowNonBrowserClients === true,
    trustProxy: options.trustProxy === true,
    formLimits: largestBody(limits, functions),
    render: options.render,
    isPage: options.isPage ?? (() => true),
    build: readBuild(build),
    skew: readSkew(skew, build),
    route: options.route,
    waitUntil: options.waitUntil,
    instrument: options.instrument,
    answerHeaders: build === undefined ? [] : [['callgate-build', build]],
    onEvent: guardListener(onEvent),
  };
  return Object.freeze(dispatcher);
}

function largestBody(limits: Limits, functions: ReadonlyMap<string, ServedFunction>): Limits {
  const bodies = Array.from(functions.values(), (target) => target.limits.body);
  return Object.freeze({ ...limits, body: Math.max(limits.body, ...bodies) });
}

function readBuild(build: string | undefined): string | undefined {
  if (build === undefined || /^[\w.:+/=-]{1,128}$/.test(build)) return build;
  throw new TypeError('`build` must be a word that fits into a header.');
}

function readSkew(skew: 'allow' | 'refuse', build: string | undefined): 'allow' | 'refuse' {
  if (skew !== 'allow' && skew !== 'refuse') {
    throw new TypeError("`skew` must be 'allow' or 'refuse'.");
  }
  if (skew === 'refuse' && build === undefined) {
    throw new TypeError("`skew: 'refuse'` needs a `build` to compare with.");
  }
  return skew;
}

function readPrefix(base: string): string {
  if (!/^\/[\w\-./~]*$/.test(base) || new URL(base, 'http://localhost').pathname !== base) {
    throw new TypeError('`base` must be an absolute path, such as "/_callgate".');
  }
  return base.endsWith('/') ? base : `${base}/`;
}

function readOrigins(option: string, origins: readonly string[]): ReadonlySet<string> {
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new TypeError(`\`${option}\` holds "${origin}"; an origin is "https://example.com".`);
    }
  }
  return new Set(origins);
}

function requireSealingKeys(functions: ReadonlyMap<string, CallableFunction>): void {
  if (isSealingConfigured()) return;
  const sealed = [...functions.values()].find(({ captures }) => captures?.length > 0);
  if (sealed === undefined) return;
  throw new Error(
    `The server function "${sealed.name}" of ${sealed.module} captures values, and there is no key ` +
      'to seal them with. Call `configureSealing({ keys })` from `@callgate/runtime/server` or ' +
      '`await loadSealingKeys()` from `@callgate/runtime/node` before the handler is made.',
  );
}
