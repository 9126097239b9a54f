import { Refusal } from '../../refusal.ts';
import { decodeReply } from '../decode-reply.ts';
import type { Exchange, Stage } from '../exchange.ts';

/** Stage 7: the reply is read before React sees it; then React decodes the arguments. */
export const decodeStage: Stage = { name: 'decode', run: decode };

async function decode(exchange: Exchange): Promise<void> {
  const decoded = await decodeReply(exchange, exchange.body);
  if (!Array.isArray(decoded)) throw new Refusal('arguments', 'the arguments are no list');
  exchange.args = decoded;
  exchange.ends.decode = performance.now();
}
