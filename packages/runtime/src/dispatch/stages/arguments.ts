import { Refusal } from '../../refusal.ts';
import type { Exchange, Stage } from '../exchange.ts';

/** Stage 8: the arguments are a list of no more than the limit. */
export const argumentsStage: Stage = { name: 'arguments', run: checkArguments };

function checkArguments({ args, dispatcher }: Exchange): void {
  if (args.length > dispatcher.limits.arguments) {
    throw new Refusal('arguments', `there are ${args.length} arguments`);
  }
}
