import { Refusal } from '../../refusal.ts';
import type { Exchange, Stage } from '../exchange.ts';

/** Stage 4: a body that announces itself as too large is not read at all. */
export const contentLengthStage: Stage = { name: 'content-length', run: checkContentLength };

function checkContentLength({ request, dispatcher }: Exchange): void {
  const length = request.headers.get('content-length');
  // A body without an announced length, or with a false one, is counted while it is read.
  if (length !== null && Number(length) > dispatcher.limits.body) {
    throw new Refusal('too-large', `the body has ${length} bytes`);
  }
}
