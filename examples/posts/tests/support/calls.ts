import type { Page, Request, Route } from 'playwright-core';

import { idOf } from './manifest.ts';

/** Whether a request calls the server function `name`. */
export function isCall(request: Request, name: string): boolean {
  return request.url().endsWith(`/_callgate/${idOf(name)}`);
}

/** Keeps calls of a server function from reaching the server. */
export interface HeldCalls {
  /** Resolves when `count` calls wait. */
  waiting(count: number): Promise<void>;
  /** Lets those that wait, and all later ones, through. */
  release(): Promise<void>;
  /** Lets those that wait fail, as a lost connection does, and the later ones through. */
  fail(): Promise<void>;
}

/** Holds the calls of the server function `name` that a page makes. */
export function holdCalls(page: Page, name: string): Promise<HeldCalls> {
  return holdRequests(page, `**/_callgate/${idOf(name)}`);
}

/** Holds the requests of a page whose URL fits `pattern`. */
export async function holdRequests(page: Page, pattern: string): Promise<HeldCalls> {
  const held: Route[] = [];
  let isHolding = true;
  let wake = (): void => {};
  await page.route(pattern, async (route) => {
    if (!isHolding) return route.continue();
    held.push(route);
    wake();
  });
  const end = async (finish: (route: Route) => Promise<void>): Promise<void> => {
    isHolding = false;
    await Promise.all(held.splice(0).map(finish));
  };
  return {
    async waiting(count) {
      while (held.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    release: () => end((route) => route.continue()),
    fail: () => end((route) => route.abort('connectionfailed')),
  };
}

/** Counts the requests of a page that `matches` is true for, from now on. */
export function countRequests(page: Page, matches: (request: Request) => boolean): () => number {
  let count = 0;
  page.on('request', (request) => {
    if (matches(request)) count += 1;
  });
  return () => count;
}
