import { Refusal } from '../../refusal.ts';
import type { Exchange, Stage } from '../exchange.ts';

/** Stage 4: a body that announces itself as too large is not read at all. */
export const contentLengthStage: Stage = {
  name: 'content-length',
  run: ({ incoming, target }) => checkContentLength({ incoming }, target.limits.body),
};

/**
 * Checks the length that a body announces.
 *
 * @throws Refusal when it is more than the limit
 */
export function checkContentLength({ incoming }: Pick<Exchange, 'incoming'>, limit: number): void {
  const length = incoming.header('content-length');
  // A body without an announced length, or with a false one, is counted while it is read.
  if (length !== null && Number(length) > limit) {
    throw new Refusal('too-large', `the body has ${length} bytes`);
  }
}
