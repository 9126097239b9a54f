import { sharedState } from '../shared-state.ts';
import { webpackModuleId } from './webpack-module-id.ts';

/**
 * A module that exists for one decoding. React's decoders ask the host's `require` for the `id` that
 * a manifest names, and that may be any object: no table of names is needed, none can be guessed.
 */
export interface ModuleSlot {
  readonly id: object;
  readonly chunks: readonly never[];
  /** React's name for the module itself. */
  readonly name: '*';
  readonly async: boolean;
}

const VITE_REQUIRE = '__vite_rsc_require__';

interface Require {
  (id: unknown): unknown;
}

interface SlotState {
  readonly contents: WeakMap<object, unknown>;
  readonly hooked: Set<string>;
}

const state = sharedState<SlotState>('module-slots', () => ({
  contents: new WeakMap(),
  hooked: new Set(),
}));

/**
 * Makes a slot that gives out a value, or what a promise resolves to.
 *
 * @param requireName what React's modules call the host's `require`
 */
export function moduleSlot(value: unknown, requireName: string): ModuleSlot {
  const isAsync = value instanceof Promise;
  const bundled = requireName === '__webpack_require__' ? webpackModuleId(value) : undefined;
  if (bundled !== undefined) return { id: bundled, chunks: [], name: '*', async: isAsync };
  if (!state.hooked.has(requireName)) {
    state.hooked.add(requireName);
    hookRequire(requireName);
  }
  const id = {};
  state.contents.set(id, value);
  return { id, chunks: [], name: '*', async: isAsync };
}

/**
 * What `react-server-dom-webpack` calls the host's `require`: as published, or as @vitejs/plugin-rsc
 * renames it where that is there.
 */
export function usualRequireName(): string {
  return Reflect.has(globalThis, VITE_REQUIRE) ? VITE_REQUIRE : '__webpack_require__';
}

/** Answers for slots in front of the host's `require`, whenever the host sets it. */
function hookRequire(name: string): void {
  let host: Require = (id) => {
    throw new Error(`There is no module ${String(id)}: \`${name}\` is not defined.`);
  };
  const hook: Require = (id) =>
    typeof id === 'object' && id !== null && state.contents.has(id)
      ? state.contents.get(id)
      : host(id);
  const adopt = (require: unknown): void => {
    if (typeof require !== 'function' || require === hook) return;
    host = require as Require; // whatever stands under this name is called like this
    // Webpack keeps its other functions on this one.
    Object.assign(hook, require);
  };
  adopt(Reflect.get(globalThis, name));
  Object.defineProperty(globalThis, name, { configurable: true, get: () => hook, set: adopt });
}
