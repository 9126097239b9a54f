interface WebpackModule {
  exports: unknown;
}

// In a bundle webpack puts its table of module factories here; elsewhere there is no such name.
declare const __webpack_modules__: Record<string, (module: WebpackModule) => void> | undefined;

const KEY = '@callgate/runtime/module-slot';

/** The one module of this bundle that slots share, once it was asked for, and what it gives out. */
let slot: WebpackModule | undefined;
let current: unknown;

/**
 * Makes an id that webpack's own `require` resolves to a value. In a bundle React calls that one, not
 * the global, and it turns an id into a key at each look-up: that is when the value is put into the
 * module under the key. So nothing is kept for an id that is gone, and no text names a value.
 *
 * @returns `undefined` outside of a bundle
 */
export function webpackModuleId(value: unknown): object | undefined {
  if (typeof __webpack_modules__ !== 'object') return undefined;
  __webpack_modules__[KEY] ??= (module) => {
    slot = module;
    slot.exports = current;
  };
  return {
    toString() {
      current = value;
      if (slot !== undefined) slot.exports = value;
      return KEY;
    },
  };
}
