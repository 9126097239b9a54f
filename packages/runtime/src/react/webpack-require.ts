// React's build for browsers reads this while it is evaluated, so it stands in a module before that.
const NAME = '__webpack_require__';

if (!Reflect.has(globalThis, NAME)) {
  const require = (id: unknown): never => {
    throw new Error(`There is no client module ${String(id)} in this process.`);
  };
  Object.assign(globalThis, { [NAME]: Object.assign(require, { u: () => '' }) });
}
