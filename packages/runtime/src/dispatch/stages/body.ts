import { Refusal } from '../../refusal.ts';
import { readBody } from '../read-body.ts';
import type { Exchange, Stage } from '../exchange.ts';
import { mediaType } from './request.ts';

/** Stage 6: the body, counted while it arrives, under two clocks. It is whole or it is refused. */
export const bodyStage: Stage = { name: 'body', run: readRequestBody };

async function readRequestBody(exchange: Exchange): Promise<void> {
  const { request, dispatcher } = exchange;
  const bytes = await readBody(request, dispatcher.limits);
  exchange.body =
    mediaType(request) === 'text/plain' ? readText(bytes) : await readForm(bytes, request);
}

function readText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Refusal('body', 'the body is not UTF-8', error);
  }
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, request: Request): Promise<FormData> {
  const contentType = request.headers.get('content-type') ?? '';
  try {
    return await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  } catch (error) {
    throw new Refusal('body', 'the body is not the form that its content type says', error);
  }
}
