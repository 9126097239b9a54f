// A server that webpack bundles, React and the runtime included.

import { webpackServerBinding } from '@callgate/runtime/react/webpack-server';
import {
  bindServerReference,
  configureSealing,
  openServerReference,
  registerClientReference,
  setReactBinding,
} from '@callgate/runtime/server';

const ID = 'e'.repeat(40);

setReactBinding(webpackServerBinding());
configureSealing({ keys: [crypto.getRandomValues(new Uint8Array(32))] });

function hoisted([values], ...args) {
  return (async (...rest) => [values, rest])(...args);
}
const entry = openServerReference(hoisted, ID, 'values');
const onClient = registerClientReference(() => {}, 'module', 'Button');

function capture(...values) {
  return bindServerReference(hoisted, ID, () => [values], {
    name: 'captured',
    length: 0,
    signature: 'values',
  });
}

export async function openCaptured() {
  const sealed = await capture(1, capture('inner'), onClient).$$bound[0];
  const [[number, inner, button], rest] = await entry(sealed, 'x');
  return { number, inner: await inner('y'), isButton: button === onClient, rest };
}
