import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Page } from 'playwright-core';

import { DEMO_USERS } from '../lib/seed.ts';
import { launchBrowser } from './support/chromium.ts';
import { postIn } from './support/expected-changes.ts';
import { startServer } from './support/server.ts';

const [ADA] = DEMO_USERS;
test('a person uses the application in a browser', async (t) => {
  const server = await startServer();
  t.after(server.stop);
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const context = await browser.newContext();
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));

  await page.goto(server.origin);
  await page.getByLabel('User').fill(ADA.id);
  await page.getByLabel('Password').fill(ADA.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();

  await page.getByLabel('Title').fill('From a browser');
  await page.getByLabel('Text').fill('Typed by hand.');
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('link', { name: 'From a browser' }).waitFor();

  const item = page.getByRole('listitem').filter({ hasText: 'The first compiler' });
  await item.getByRole('button', { name: 'Like' }).click();
  await item.getByText('1 like', { exact: false }).waitFor();

  await page.getByRole('link', { name: 'Notes on the engine' }).click();
  await page.getByText('1 view', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Remove the tag engine' }).click();
  await page.getByRole('button', { name: 'Remove the tag engine' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Like · 0' }).click();
  await page.getByRole('button', { name: 'Like · 1' }).waitFor();

  const second = await context.newPage();
  await second.goto(page.url());
  await saveTitle(second, 'Edited in the second window');
  await second.getByRole('heading', { name: 'Edited in the second window' }).waitFor();
  await saveTitle(page, 'Edited in the first window');
  await page.getByRole('alert').getByText('The post was edited meanwhile.').waitFor();
  await page.getByRole('link', { name: 'Back to the page' }).click();
  await page.getByRole('heading', { name: 'Edited in the second window' }).waitFor();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Password').waitFor();

  const data = await server.data();
  assert.equal(data.posts.at(-1)?.title, 'From a browser');
  assert.deepEqual(postIn(data, 'compilers').likedBy, ['ada']);
  const { title, tags, likedBy } = postIn(data, 'welcome');
  assert.deepEqual([title, tags, likedBy], ['Edited in the second window', ['notes'], ['ada']]);
  assert.deepEqual(errors, []);
});

async function saveTitle(page: Page, title: string): Promise<void> {
  await page.getByLabel('Title').fill(title);
  await page.getByRole('button', { name: 'Save' }).click();
}
