import { Refusal } from '../../refusal.ts';
import type { Exchange, Stage } from '../exchange.ts';
import type { Incoming } from '../incoming.ts';
import { ID_PATTERN } from '../manifest.ts';

// What React's `encodeReply` sends: a text, or a form when there are files, streams or promises.
const CONTENT_TYPES = new Set(['text/plain', 'multipart/form-data']);

/** Stage 1: the method, the id and the content type, from the head of the request alone. */
export const requestStage: Stage = { name: 'request', run: checkRequest };

function checkRequest(exchange: Exchange): void {
  const { incoming, dispatcher } = exchange;
  if (incoming.method !== 'POST') throw new Refusal('method', `the method is ${incoming.method}`);
  const id = incoming.path.slice(dispatcher.prefix.length);
  if (!ID_PATTERN.test(id)) throw new Refusal('id', 'the id is malformed');
  exchange.id = id;
  if (!CONTENT_TYPES.has(mediaType(incoming))) {
    throw new Refusal('content-type', 'the content type is not one of a call');
  }
}

/** The media type of a body, without its parameters, in lower case. */
export function mediaType(incoming: Incoming): string {
  const [type = ''] = (incoming.header('content-type') ?? '').split(';', 1);
  return type.trim().toLowerCase();
}
