import { Refusal } from '../../refusal.ts';
import { createFormReader, type Entry } from '../body/form-reader.ts';
import { type BodyReader, type BodyResult, readBody } from '../body/read-body.ts';
import { createTextReader } from '../body/text-reader.ts';
import type { Exchange, Stage } from '../exchange.ts';
import type { Limits } from '../limits.ts';
import { mediaType } from './request.ts';

/** Stage 6: the body, counted while it arrives, under two clocks. It is whole or it is refused. */
export const bodyStage: Stage = {
  name: 'body',
  run: (exchange) => readInto(exchange, exchange.target.limits),
};

/** Reads the body of an exchange, once, whoever asks for it first. */
export function readInto(exchange: Exchange, limits: Limits): Promise<void> {
  return (exchange.reading ??= read(exchange, limits));
}

function read(exchange: Exchange, limits: Limits): Promise<void> {
  const { incoming } = exchange;
  const source = incoming.body;
  if (source === null) throw new Refusal('body', 'there is no body');
  const reader: BodyReader<string | Entry[]> =
    mediaType(incoming) === 'text/plain'
      ? createTextReader()
      : createFormReader(incoming.header('content-type') ?? '', limits);
  const keep = ({ body, bytes }: BodyResult<string | Entry[]>): void => {
    exchange.body = body;
    exchange.bytes = bytes;
    exchange.ends.body = performance.now();
  };
  return readBody(source, limits, reader).then(keep);
}
