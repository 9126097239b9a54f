import type { CallContext } from '../dispatch/call-context.ts';

/** Tells who is calling: a text; `undefined` for nobody. */
export type Caller = (call: CallContext) => string | undefined | Promise<string | undefined>;

/**
 * Asks who is calling.
 *
 * @throws TypeError for anything but a text: callers that look alike would be taken for one another
 */
export async function askCaller(caller: Caller, call: CallContext): Promise<string | undefined> {
  const who: unknown = await caller(call);
  // What is missing from a database or a JSON text is `null`.
  if (who === undefined || who === null) return undefined;
  if (typeof who === 'string') return who;
  throw new TypeError('`caller` must give a text, or `undefined` for nobody.');
}
