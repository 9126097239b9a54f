import { sharedState } from '../shared-state.ts';

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

interface Require {
  (id: unknown): unknown;
}

/** Makes a slot that gives out a value, or what a promise resolves to. */
export function moduleSlot(value: unknown): ModuleSlot {
  const id = {};
  contents().set(id, value);
  return { id, chunks: [], name: '*', async: value instanceof Promise };
}

// What React's modules call the host's `require`: as published, and as @vitejs/plugin-rsc renames it.
const REQUIRE_NAMES = ['__webpack_require__', '__vite_rsc_require__'];

function contents(): WeakMap<object, unknown> {
  return sharedState('module-slots', () => {
    const slots = new WeakMap<object, unknown>();
    const present = REQUIRE_NAMES.filter((name) => Reflect.has(globalThis, name));
    // Libraries take this name for a sign that they are bundled, so it is not defined needlessly.
    for (const name of present.length > 0 ? present : ['__webpack_require__']) {
      hookRequire(name, slots);
    }
    return slots;
  });
}

/** Answers for slots in front of the host's `require`, whenever the host sets it. */
function hookRequire(name: string, slots: WeakMap<object, unknown>): void {
  let host: Require = (id) => {
    throw new Error(`There is no module ${String(id)}: \`${name}\` is not defined.`);
  };
  const hook: Require = (id) =>
    typeof id === 'object' && id !== null && slots.has(id) ? slots.get(id) : host(id);
  const adopt = (require: unknown): void => {
    if (typeof require !== 'function' || require === hook) return;
    host = require as Require; // whatever stands under this name is called like this
    // Webpack keeps its other functions on this one.
    Object.assign(hook, require);
  };
  adopt(Reflect.get(globalThis, name));
  Object.defineProperty(globalThis, name, { configurable: true, get: () => hook, set: adopt });
}
