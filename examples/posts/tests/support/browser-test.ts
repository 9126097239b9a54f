import assert from 'node:assert/strict';
import { after, afterEach, before, suite, test } from 'node:test';

import type { Browser, BrowserContext, Page } from 'playwright-core';

import { DEMO_USERS } from '../../lib/seed.ts';
import type { RunningApp } from './app.ts';
import { createBrowser, type TestBrowser } from './browser.ts';
import { launchBrowser } from './chromium.ts';
import { idOf } from './manifest.ts';

/** Who looks at a page. */
export type Person = (typeof DEMO_USERS)[number]['id'];

/** How a page is opened. */
export interface Visit {
  /** Who is signed in. @default nobody */
  readonly as?: Person;
  /** @default true */
  readonly javaScript?: boolean;
  /** Messages of pages that are part of the test. */
  readonly expectErrors?: RegExp;
}

/** What a test has to do with. */
export interface Scene {
  readonly app: RunningApp;
  readonly browser: Browser;
  /** Opens a page in a browser profile of its own. */
  open(path: string, visit?: Visit): Promise<Page>;
  /** The calls of a person, without a page. */
  api(person: Person): Promise<TestBrowser>;
}

const TIMEOUT = 15_000;

/** Defines the tests of a running application; they share one browser. */
export function browserSuite(
  name: string,
  start: () => Promise<RunningApp>,
  define: (scene: () => Scene) => void,
): void {
  suite(name, () => {
    let current: Scene | undefined;
    const contexts: BrowserContext[] = [];
    const people = new Map<Person, Promise<TestBrowser>>();

    before(async () => {
      const browser = await launchBrowser();
      try {
        current = { app: await start(), browser, open, api };
      } catch (error) {
        await browser.close();
        throw error;
      }
    });
    afterEach(async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
    });
    after(async () => {
      await current?.browser.close();
      await current?.app.stop();
    });

    function scene(): Scene {
      assert.ok(current, 'the application runs');
      return current;
    }

    function api(person: Person): Promise<TestBrowser> {
      const made = people.get(person) ?? signIn(scene().app.origin, person);
      people.set(person, made);
      return made;
    }

    async function open(path: string, visit: Visit = {}): Promise<Page> {
      const { app, browser } = scene();
      const { as, javaScript = true, expectErrors } = visit;
      const context = await browser.newContext({ javaScriptEnabled: javaScript });
      contexts.push(context);
      context.setDefaultTimeout(TIMEOUT);
      if (as !== undefined) {
        const cookies = (await api(as)).cookieHeader().split('; ');
        await context.addCookies(
          cookies.map((pair) => {
            const at = pair.indexOf('=');
            return { name: pair.slice(0, at), value: pair.slice(at + 1), url: app.origin };
          }),
        );
      }
      const page = await context.newPage();
      watch(page, expectErrors);
      await page.goto(app.origin + path);
      if (javaScript) await hydrated(page);
      return page;
    }

    const errors: string[] = [];
    function watch(page: Page, expected: RegExp | undefined): void {
      const add = (text: string): void => {
        if (expected?.test(text) !== true) errors.push(`${page.url()}: ${text}`);
      };
      page.on('pageerror', ({ message }) => add(message));
      page.on('console', (message) => {
        if (message.type() === 'error') add(message.text());
      });
    }

    define(scene);
    test('no page has reported an error', (t) => {
      // What the server has said is of use when something failed.
      if (errors.length > 0) t.diagnostic(scene().app.output());
      assert.deepEqual(errors, []);
    });
  });
}

/** Waits until React has taken the page over. */
export async function hydrated(page: Page): Promise<void> {
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
}

async function signIn(origin: string, person: Person): Promise<TestBrowser> {
  const browser = createBrowser(origin);
  const user = DEMO_USERS.find(({ id }) => id === person);
  await browser.call(idOf('signIn'), [person, user?.password]);
  return browser;
}
