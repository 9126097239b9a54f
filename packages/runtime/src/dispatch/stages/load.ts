import type { Exchange, Stage } from '../exchange.ts';
import { exportedFunction } from '../load-function.ts';
import { runOutside } from '../running-call.ts';

/**
 * Stage 9: the module is loaded and the export checked. Outside of the call's storage, or what the
 * module starts while it is evaluated would belong to whichever call came first.
 */
export const loadStage: Stage = { name: 'load', run: load };

function load(exchange: Exchange): Promise<void> {
  const { dispatcher, target } = exchange;
  const keep = (namespace: object): void => {
    exchange.fn = exportedFunction(namespace, target);
  };
  return Promise.resolve(runOutside(() => dispatcher.load(target.module))).then(keep);
}
