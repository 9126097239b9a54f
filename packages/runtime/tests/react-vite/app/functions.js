// Server functions as the compiler writes them for the `rsc` environment.

import {
  bindServerReference,
  openServerReference,
  registerServerReference,
} from '@callgate/runtime/server';

export const ids = { add: '1'.padStart(40, '0'), scale: '2'.padStart(40, '0') };

export async function add(previous, form) {
  return previous + Number(form.get('by'));
}
registerServerReference(add, ids.add);

function hoistedScale([factor, Badge], ...args) {
  return (async (n) => ({ scaled: factor * n, Badge }))(...args);
}
export const entryScale = openServerReference(hoistedScale, ids.scale, 'factor,Badge');

export function scaler(factor, Badge) {
  return bindServerReference(hoistedScale, ids.scale, () => [factor, Badge], {
    name: 'scale',
    length: 1,
    signature: 'factor,Badge',
  });
}

export const manifest = {
  version: 1,
  functions: {
    [ids.add]: { module: 'functions', export: 'add', name: 'add', captures: [] },
    [ids.scale]: { module: 'functions', export: 'entryScale', name: 'scale', captures: [{}] },
  },
};
