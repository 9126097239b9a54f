// @ts-check
// Versions of React with known holes do not start.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { turbopackServerBinding } from '@callgate/runtime/react/turbopack-server';
import { assertReactVersion } from '../../dist/react/react-version.js';
import { bundledReactVersion } from '../../dist/react/vite-react-version.js';

const check = (/** @type {string} */ version) => () =>
  assertReactVersion('react-server-dom-x', version);

for (const version of [
  '19.0.9',
  '19.0.10',
  '19.1.10',
  '19.2.9',
  '19.3.1',
  '19.4.0',
  '20.0.0',
  '19.4.0-canary-dc9aed36-20261027',
  '0.0.0-experimental-dc9aed36-20261015',
]) {
  test(`${version} starts`, check(version));
}

/** @type {[string, RegExp][]} */
const refused = [
  ['19.0.0', /open to CVE-2025-55182, CVE-2025-55183.*October 2026\. Install 19\.0\.9 or/],
  ['19.0.8', /open to the security release of October 2026\. Install 19\.0\.9/],
  ['19.1.2', /open to CVE-2025-55183, CVE-2025-55184/],
  ['19.1.3', /open to CVE-2025-67779, CVE-2026-23864/],
  ['19.1.9', /open to the security release of October 2026\. Install 19\.1\.10/],
  ['19.2.3', /open to CVE-2026-23864, CVE-2026-23869, CVE-2026-23870, CVE-2026-64641/],
  ['19.2.8', /open to the security release of October 2026\. Install 19\.2\.9/],
  [
    '19.3.0',
    /^Error: react-server-dom-x 19\.3\.0 is open to the security release of October 2026\. Install 19\.3\.1/,
  ],
  ['18.3.0', /open to CVE-2025-55182.*Install 19\.3\.1/],
  ['19.3.0-canary-dd453071-20260506', /open to CVE-2025-55182.*Install 19\.3\.1/],
  ['0.0.0-experimental-dd453071-20261014', /October 2026/],
  ['19.2.9-rc.1', /open to CVE-2025-55182/],
  ['', /open to CVE-2025-55182/],
];

for (const [version, message] of refused) {
  test(`"${version}" is refused, and the advisory named`, () =>
    assert.throws(check(version), message));
}

test('a package below its floor is refused when its binding is made', () => {
  assert.throws(
    () => turbopackServerBinding(),
    /react-server-dom-turbopack 19\.3\.0 is open to the security release of October 2026/,
  );
});

test('a plugin-rsc is as safe as the React that it brings along', () => {
  for (const version of ['0.5.38', '0.5.39', '0.6.0', '1.0.0']) {
    assert.equal(bundledReactVersion(version), '19.3.1');
  }
  for (const version of ['0.5.37', '0.4.99', '0.5.4', '']) {
    assert.throws(() => bundledReactVersion(version), /Install 0\.5\.38 or a later version/);
  }
});
