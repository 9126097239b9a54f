import type { Exchange } from './exchange.ts';

/** What every event says of its call. */
export interface CallDescription {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly module: string | undefined;
  readonly kind: 'call' | 'form';
  readonly stage: string;
}

/** Describes a call for the log. */
export function describeCall(exchange: Exchange): CallDescription {
  // A request that was refused early has none yet.
  const target: Exchange['target'] | undefined = exchange.target;
  const { kind, stage } = exchange;
  return { id: target?.id, name: target?.name, module: target?.module, kind, stage };
}
