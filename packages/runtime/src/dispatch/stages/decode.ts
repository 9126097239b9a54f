import { Refusal } from '../../refusal.ts';
import { serverBinding } from '../../server-binding.ts';
import type { Exchange, Stage } from '../exchange.ts';

/** Stage 7: React decodes the arguments. What it refuses is the client's fault. */
export const decodeStage: Stage = { name: 'decode', run: decode };

async function decode(exchange: Exchange): Promise<void> {
  const binding = serverBinding();
  let decoded: unknown;
  try {
    decoded = await binding.decodeReply(exchange.body, { resolve: refuseReference });
  } catch (error) {
    throw new Refusal('arguments', 'the arguments cannot be decoded', error);
  }
  if (!Array.isArray(decoded)) throw new Refusal('arguments', 'the arguments are no list');
  exchange.args = decoded;
}

/**
 * A client that may pass functions chooses what the server calls, so no reference among arguments is
 * resolved. This also closes React's look-up of `id#name`, which comes after the exact one.
 */
function refuseReference(): never {
  throw new Refusal('arguments', 'an argument is a server reference');
}
