/** Runtimes and compilers that are broken on purpose, to show that the check finds it. */
import { callgate, type Subject } from './subject.ts';

type AnyFunction = (...args: never[]) => unknown;
type Captures = readonly unknown[];
interface BindOptions {
  readonly name: unknown;
  readonly length: number;
  readonly paths?: readonly (readonly (readonly string[])[] | null)[];
}
type Bind = (
  fn: AnyFunction,
  id: string,
  captures: (() => Captures) | null,
  options: BindOptions,
) => AnyFunction;
type Define = (target: object, key: PropertyKey, reference: AnyFunction) => void;

const bind = callgate.runtime['bindServerReference'] as Bind;
const define = callgate.runtime['defineServerMethod'] as Define;

/** Callgate, with `bindServerReference` replaced. */
function withBind(replacement: Bind): Subject {
  return { ...callgate, runtime: { ...callgate.runtime, bindServerReference: replacement } };
}

/** Callgate, with the compiled text edited. */
function withEdit(edit: (code: string) => string): Subject {
  return {
    ...callgate,
    compile(source, language) {
      const compiled = callgate.compile(source, language);
      return { ...compiled, code: edit(compiled.code) };
    },
  };
}

/** What is broken, by name. */
export const breakages: Readonly<Record<string, Subject>> = {
  'captures are read when the reference is made': withBind((fn, id, captures, options) => {
    const early = captures?.();
    return bind(fn, id, early === undefined ? null : () => early, options);
  }),
  'captures come in another order': withBind((fn, id, captures, options) =>
    bind(fn, id, captures && (() => captures().toReversed()), options),
  ),
  'captures are copied for local calls': withBind((fn, id, captures, options) =>
    bind(fn, id, captures && (() => captures().map(shallowCopy)), options),
  ),
  'names are lost': withBind((fn, id, captures, options) =>
    bind(fn, id, captures, { ...options, name: '' }),
  ),
  'lengths are wrong': withBind((fn, id, captures, options) =>
    bind(fn, id, captures, { ...options, length: options.length + 1 }),
  ),
  'one member path is not sent': withBind((fn, id, captures, options) => {
    const { paths } = options;
    if (paths === undefined) return bind(fn, id, captures, options);
    return bind(fn, id, captures, {
      ...options,
      paths: paths.map((path) => path?.slice(1) ?? null),
    });
  }),
  'static methods are enumerable': {
    ...callgate,
    runtime: {
      ...callgate.runtime,
      defineServerMethod: ((target, key, reference) => {
        define(target, key, reference);
        Object.defineProperty(target, key, { enumerable: true });
      }) satisfies Define,
    },
  },
  'functions are not registered': {
    ...callgate,
    runtime: { ...callgate.runtime, registerServerReference: (fn: AnyFunction) => fn },
  },
  'a function is overlooked': {
    ...callgate,
    compile: (source) => ({ code: source, module: null, errors: [] }),
  },
  'statements lose their separators': withEdit((code) =>
    code.replace(/ \}\);(?=\s*[[(`*+/-])/g, ' })'),
  ),
  'generators lose their star': withEdit((code) =>
    code.replace(/async function\*/g, 'async function'),
  ),
  'closures take the first value': withEdit((code) =>
    code.replace(/\(\) => \[(\w+)\]/, '() => [$1 && null]'),
  ),
};

function shallowCopy(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...value }
    : value;
}
