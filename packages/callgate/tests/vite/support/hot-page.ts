import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { transformSync } from 'callgate';
import type { Page } from 'playwright-core';
import type { App } from './app.ts';
import { call } from './call.ts';

/** Waits until a condition holds: watchers tell of edits when they have seen them. */
export async function until(
  condition: () => Promise<boolean>,
  what: string,
  tries = 200,
): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (await condition()) return;
    await setTimeout(50);
  }
  throw new Error(`it did not happen: ${what}`);
}

/** Clicks a button until an element shows a text. */
export function clickUntil(
  page: Page,
  button: string,
  output: string,
  text: string,
): Promise<void> {
  return until(async () => {
    await page.click(button);
    try {
      await page.waitForSelector(`${output}:text-is("${text}")`, { timeout: 400 });
      return true;
    } catch {
      return false;
    }
  }, `${output} shows "${text}"`);
}

/** Waits until a call is answered with a status. */
export function untilStatus(origin: string, id: string, status: number): Promise<void> {
  return until(
    async () => (await call(origin, id, ['Ada'])).status === status,
    `${id} is answered with ${status}`,
  );
}

/** The ids that the functions of a file have, by name. */
export async function idsIn(app: App, path: string): Promise<Record<string, string>> {
  const { module } = transformSync(await app.read(path), {
    filename: join(app.folder, path),
    root: app.folder,
    environment: 'server',
  });
  const functions = Object.entries(module?.functions ?? {});
  return Object.fromEntries(functions.map(([id, { name }]) => [name, id]));
}

/** The text of the overlay, with its code frame; empty while there is none. */
export function overlayText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const overlay = document.querySelector('vite-error-overlay');
    return overlay?.shadowRoot?.textContent ?? '';
  });
}
