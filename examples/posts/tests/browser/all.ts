import type { Scene } from '../support/browser-test.ts';
import { testAccount } from './account.ts';
import { testBeforeHydration } from './before-hydration.ts';
import { testCache } from './cache.ts';
import { testCalls } from './calls.ts';
import { testNavigation } from './navigation.ts';
import { testReading } from './reading.ts';
import { testSignIn } from './sign-in.ts';
import { testWriting } from './writing.ts';

/** What holds for the application, built or in development. */
export function testApp(scene: () => Scene): void {
  testSignIn(scene);
  testWriting(scene);
  testReading(scene);
  testCache(scene);
  testAccount(scene);
  testCalls(scene);
  testBeforeHydration(scene);
  testNavigation(scene);
}
