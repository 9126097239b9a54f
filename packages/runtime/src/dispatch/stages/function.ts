import { Refusal } from '../../refusal.ts';
import type { Exchange, Stage } from '../exchange.ts';

/** Stage 3: the id is, exactly, one of the manifest. No module is loaded. */
export const functionStage: Stage = { name: 'function', run: findFunction };

function findFunction(exchange: Exchange): void {
  const target = exchange.dispatcher.functions.get(exchange.id);
  if (target === undefined) {
    // The client may be of another deployment, which is why this is not a plain 404.
    throw new Refusal('unavailable', 'there is no server function with this id');
  }
  exchange.target = target;
}
