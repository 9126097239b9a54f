import { Refusal } from '../../refusal.ts';
import { decodeReply, toFormData } from '../decode-reply.ts';
import type { Exchange, Stage } from '../exchange.ts';
import { ownMember } from '../reply/model.ts';
import { readInto } from '../stages/body.ts';
import { checkContentLength } from '../stages/content-length.ts';
import { mediaType } from '../stages/request.ts';
import { readActionForm } from './action-form.ts';

/*
 * A form says in its body what it is for, so for forms the body is read, and its fields are sorted,
 * before the function is looked up. All that comes before is as for calls.
 */

/** In place of stage 1: the post of a form, to a page. */
export const formRequestStage: Stage = {
  name: 'request',
  run({ incoming }) {
    if (incoming.method !== 'POST') throw new Refusal('method', `the method is ${incoming.method}`);
    if (mediaType(incoming) !== 'multipart/form-data') {
      throw new Refusal('content-type', 'the content type is not that of a form');
    }
  },
};

/** Stage 4, before it is known which function's limit counts. */
export const formLengthStage: Stage = {
  name: 'content-length',
  run: (exchange) => checkContentLength(exchange, exchange.dispatcher.formLimits.body),
};

/** Stage 6. */
export const formBodyStage: Stage = {
  name: 'body',
  run: (exchange) => readInto(exchange, exchange.dispatcher.formLimits),
};

/** The first half of stage 7: exactly one action, whose id is well formed. */
export const actionStage: Stage = {
  name: 'action',
  run(exchange) {
    if (typeof exchange.body === 'string') throw new Refusal('form', 'the body is no form');
    exchange.form = readActionForm(exchange.body);
    exchange.id = exchange.form.id;
  },
};

/** Stage 4 again, now that the function is known. */
export const formLimitStage: Stage = {
  name: 'content-length',
  run({ bytes, form, target: { limits } }) {
    if (bytes > limits.body) throw new Refusal('too-large', `the form has ${bytes} bytes`);
    if (form.fields.length > limits.parts) {
      throw new Refusal('too-large', `the form has ${form.fields.length} fields`);
    }
  },
};

/** The second half of stage 7: the bound arguments, and after them the fields of the form. */
export const formDecodeStage: Stage = { name: 'decode', run: decodeForm };

async function decodeForm(exchange: Exchange): Promise<void> {
  const { form } = exchange;
  exchange.args = [...(await decodeBound(exchange)), toFormData(form.fields)];
  exchange.ends.decode = performance.now();
}

async function decodeBound(exchange: Exchange): Promise<unknown[]> {
  const { form, target } = exchange;
  if (form.reply === undefined) return [];
  const action = await decodeReply(exchange, form.reply);
  if (ownMember(action, 'id') !== form.id) throw new Refusal('form', 'the form has two ids');
  let bound: unknown;
  try {
    bound = await ownMember(action, 'bound');
  } catch (cause) {
    throw new Refusal('arguments', 'the bound arguments cannot be decoded', { cause });
  }
  if (bound === null) return [];
  if (!Array.isArray(bound)) throw new Refusal('arguments', 'the bound arguments are no list');
  if (bound.length > target.limits.boundArguments) {
    throw new Refusal('arguments', `there are ${bound.length} bound arguments`);
  }
  return bound;
}
