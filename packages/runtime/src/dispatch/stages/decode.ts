import { Refusal } from '../../refusal.ts';
import { decodeReply } from '../decode-reply.ts';
import type { Exchange, Stage } from '../exchange.ts';

/** Stage 7: the reply is read before React sees it; then React decodes the arguments. */
export const decodeStage: Stage = { name: 'decode', run: decode };

function decode(exchange: Exchange): Promise<void> {
  const keep = (decoded: unknown): void => {
    if (!Array.isArray(decoded)) throw new Refusal('arguments', 'the arguments are no list');
    exchange.args = decoded;
    exchange.ends.decode = performance.now();
  };
  return decodeReply(exchange, exchange.body).then(keep);
}
