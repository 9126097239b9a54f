// @ts-check
// All decoders of arguments that a version of React has: of whole forms, and of forms that arrive.

import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';

/** @typedef {[name: string, value: string | File][]} Entries */
/** @typedef {(entries: Entries) => unknown} Decoder */

/** A manifest that knows nothing. */
const empty = new Proxy(
  {},
  {
    get() {
      throw new Error('no references');
    },
  },
);

/** @param {any} server @returns {Record<string, Decoder>} */
export function decodersOf(server) {
  return {
    form: (entries) => server.decodeReply(formOf(entries), empty),
    arriving: (entries) => {
      const parts = new EventEmitter();
      Object.assign(parts, {
        destroy: (/** @type {unknown} */ error) => parts.emit('error', error),
      });
      const decoded = server.decodeReplyFromBusboy(parts, empty);
      void arrive(parts, entries);
      return decoded;
    },
    ...(server.decodeReplyFromAsyncIterable && {
      iterable: (/** @type {Entries} */ entries) =>
        server.decodeReplyFromAsyncIterable(
          (async function* () {
            yield* entries;
          })(),
          empty,
        ),
    }),
  };
}

/** Gives parts to React as a parser of forms does, one after the other. @param {EventEmitter} parts @param {Entries} entries */
async function arrive(parts, entries) {
  for (const [name, value] of entries) {
    await new Promise((resolve) => setImmediate(resolve));
    if (typeof value === 'string') {
      parts.emit('field', name, value);
      continue;
    }
    const file = Readable.from([Buffer.from(await value.arrayBuffer())]);
    const end = new Promise((resolve) => file.once('end', resolve));
    parts.emit('file', name, file, {
      filename: value.name,
      encoding: '7bit',
      mimeType: value.type,
    });
    await end;
  }
  parts.emit('finish');
}

/** @param {Entries} entries */
function formOf(entries) {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}
