import { decodeArguments } from '../decode-arguments.ts';
import type { Exchange, Stage } from '../exchange.ts';

/** Stage 7: the reply is read before React sees it; then React decodes the arguments. */
export const decodeStage: Stage = { name: 'decode', run: decode };

async function decode(exchange: Exchange): Promise<void> {
  exchange.args = await decodeArguments(exchange, exchange.body);
  exchange.ends.decode = performance.now();
}
