import { checkOptions, type OptionKinds } from '../check-options.ts';
import { arraySizeLimit, type Limits, readLimits } from './limits.ts';
import type { CallableFunction } from './manifest.ts';
import type { Middleware } from './middleware.ts';
import type { Accepted } from './reply/accepted.ts';
import { isStandardSchema, type StandardSchema } from './standard-schema.ts';

/** What holds for one server function, or for all of a module. */
export interface FunctionOptions {
  /**
   * The schema of the list of arguments, sealed captures aside: `z.tuple([z.string()])`. The function
   * gets what the schema makes of them. Any schema of Standard Schema will do.
   */
  readonly schema?: StandardSchema;
  /** Limits that differ from the handler's. */
  readonly limits?: Partial<Limits>;
  /** Middleware that runs inside the handler's. */
  readonly middleware?: readonly Middleware[];
  /** What the arguments may hold beyond plain data. */
  readonly accept?: Accepted;
}

/**
 * Options by stable name: `module#name` for a function, `module` for all of a module, with both as
 * they stand in the manifest. They are kept apart from the functions because most of them are needed
 * before a module may be loaded for a request.
 */
export type FunctionTable = Readonly<Record<string, FunctionOptions>>;

/** A server function with all that holds for it. */
export interface ServedFunction extends CallableFunction {
  readonly stableName: string;
  readonly limits: Limits;
  readonly arraySizeLimit: number;
  readonly middleware: readonly Middleware[];
  readonly schema: StandardSchema | undefined;
  readonly accept: Accepted;
}

/** What holds for every function of a handler. */
export interface HandlerPolicy {
  readonly limits: Limits;
  readonly middleware: readonly Middleware[];
}

const FUNCTION_OPTIONS: OptionKinds<FunctionOptions> = {
  schema: 'anything',
  limits: 'an object',
  middleware: 'a list',
  accept: 'an object',
};

const ACCEPTED: OptionKinds<Accepted> = {
  cycles: 'true or false',
  references: 'true or false',
  specialNames: 'true or false',
};

/**
 * Settles what holds for each function, once, at start.
 *
 * @throws TypeError when an option is wrong or belongs to no function: a misspelt name must not leave
 * a function without its schema
 */
export function serveFunctions(
  functions: ReadonlyMap<string, CallableFunction>,
  table: FunctionTable,
  policy: HandlerPolicy,
): ReadonlyMap<string, ServedFunction> {
  const unused = new Set(Object.keys(table));
  const take = (key: string): FunctionOptions => {
    unused.delete(key);
    const { [key]: options = {} } = Object.hasOwn(table, key) ? table : {};
    checkOptions(`functions["${key}"]`, options, FUNCTION_OPTIONS);
    if (options.accept !== undefined) {
      checkOptions(`functions["${key}"].accept`, options.accept, ACCEPTED);
    }
    return options;
  };
  const served = new Map<string, ServedFunction>();
  for (const [id, target] of functions) {
    const stableName = `${target.module}#${target.name}`;
    const layers = [
      [target.module, take(target.module)],
      [stableName, take(stableName)],
    ] as const;
    served.set(id, serveFunction({ ...target, stableName }, layers, policy));
  }
  const [name] = unused;
  if (name === undefined) return served;
  throw new TypeError(
    `\`functions\` has options for "${name}", which is no server function and no module of the manifest.`,
  );
}

function serveFunction(
  target: CallableFunction & { readonly stableName: string },
  layers: readonly (readonly [string, FunctionOptions])[],
  policy: HandlerPolicy,
): ServedFunction {
  let { limits } = policy;
  let schema: StandardSchema | undefined;
  let accept: Accepted = {};
  const middleware = [...policy.middleware];
  for (const [key, options] of layers) {
    limits = readLimits(options.limits ?? {}, limits, `functions["${key}"].limits`);
    schema = readSchema(key, options.schema) ?? schema;
    accept = { ...accept, ...options.accept };
    middleware.push(...readMiddleware(options.middleware ?? [], `functions["${key}"].middleware`));
  }
  return Object.freeze({
    ...target,
    limits,
    arraySizeLimit: arraySizeLimit(limits),
    middleware: Object.freeze(middleware),
    schema,
    accept: Object.freeze(accept),
  });
}

function readSchema(key: string, schema: unknown): StandardSchema | undefined {
  if (schema === undefined || isStandardSchema(schema)) return schema;
  throw new TypeError(`\`functions["${key}"].schema\` is no schema of Standard Schema.`);
}

/**
 * Checks a list of middleware.
 *
 * @throws TypeError when one is no function
 */
export function readMiddleware(
  middleware: readonly Middleware[],
  option: string,
): readonly Middleware[] {
  if (middleware.some((layer) => typeof layer !== 'function')) {
    throw new TypeError(`\`${option}\` must be a list of functions.`);
  }
  return middleware;
}
