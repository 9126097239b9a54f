import { Refusal } from '../../refusal.ts';
import type { Exchange, Stage } from '../exchange.ts';

/**
 * Stage 3: the id is, exactly, one of the manifest. No module is loaded. With `skew: 'refuse'` the
 * client must be of the same build, too.
 */
export const functionStage: Stage = { name: 'function', run: findFunction };

function findFunction(exchange: Exchange): void {
  const { dispatcher, incoming, id } = exchange;
  const target = dispatcher.functions.get(id);
  if (target === undefined) {
    // The client may be of another deployment, which is why this is not a plain 404.
    throw new Refusal('unavailable', 'there is no server function with this id');
  }
  exchange.target = target;
  if (dispatcher.skew === 'allow') return;
  const build = incoming.header('callgate-build');
  if (build !== null && build !== dispatcher.build) {
    throw new Refusal('unavailable', 'the client is of another build');
  }
}
