// The stubs of `functions.js`, as the compiler writes them for the `ssr` and `client` environments.

import { createServerReference } from '#runtime';

export const add = /*#__PURE__*/ createServerReference('1'.padStart(40, '0'), 2);
