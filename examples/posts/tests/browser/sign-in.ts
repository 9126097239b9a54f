import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Scene } from '../support/browser-test.ts';

/** An inline function that captures nothing; a function of a file as the action of a form. */
export function testSignIn(scene: () => Scene): void {
  for (const javaScript of [true, false]) {
    const how = javaScript ? 'with' : 'without';
    test(`inline-function: a person signs in and out, ${how} JavaScript`, async () => {
      const { app, open } = scene();
      const page = await open('/account', { javaScript, expectErrors: /401|wrong password/ });
      await page.getByLabel('User').fill('grace');
      await page.getByLabel('Password').fill('a wrong one');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').getByText('Unknown user or wrong password.').waitFor();

      if (javaScript) await page.getByRole('button', { name: 'Back to the page' }).click();
      const { sessions } = await app.data();
      await page.getByLabel('User').fill('grace');
      await page.getByLabel('Password').fill('nanoseconds-are-30-cm');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('link', { name: 'Grace Hopper' }).waitFor();
      assert.equal(new URL(page.url()).pathname, '/');
      assert.equal((await app.data()).sessions.length, sessions.length + 1);
      const cookies = await page.context().cookies();
      assert.deepEqual(
        cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite]),
        [['posts_session', true, 'Lax']],
      );

      await page.getByRole('link', { name: 'Grace Hopper' }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByLabel('Password').waitFor();
      assert.deepEqual(await page.context().cookies(), []);
      assert.equal((await app.data()).sessions.length, sessions.length);
    });
  }
}
