// @ts-check
// Replies that look like React's, made at random: right in many ways and wrong in some.

import fc from 'fast-check';
import { gadgets } from './gadgets.mjs';

const part = fc.integer({ min: 0, max: 6 });
const hex = fc.oneof(
  { arbitrary: part.map((number) => number.toString(16)), weight: 20 },
  { arbitrary: fc.constantFrom('', 'g', '-1', 'ff', '00', ' 1', '1e1'), weight: 1 },
);
const segment = fc.oneof(
  { arbitrary: fc.constantFrom('0', '1', 'a', 'b'), weight: 10 },
  { arbitrary: fc.constantFrom(...gadgets.filter(({ length }) => length < 100)), weight: 1 },
);
const path = fc
  .array(segment, { maxLength: 3 })
  .map((keys) => keys.map((key) => `:${key}`).join(''));

/** Texts that mean something to React's decoder, or nearly do. */
const sigil = fc.oneof(
  fc.tuple(hex, path).map(([number, keys]) => `$${number}${keys}`),
  fc
    .tuple(fc.constantFrom(...'@hQWKiBAOoUSsLlGgMmVRrXxFTYP'), hex)
    .map(([letter, number]) => `$${letter}${number}`),
  fc.constantFrom('$undefined', '$NaN', '$Infinity', '$-Infinity', '$-0', '$$', '$', '$T'),
  fc.bigInt().map((number) => `$n${number}`),
  fc.date({ noInvalidDate: true }).map((date) => `$D${date.toJSON()}`),
);

const key = fc.oneof(
  { arbitrary: fc.constantFrom('a', 'b', '0'), weight: 20 },
  { arbitrary: fc.constantFrom(...gadgets.filter(({ length }) => length < 100)), weight: 1 },
);

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    sigil,
    fc.string({ maxLength: 5 }),
    fc.integer(),
    fc.constantFrom(null, true, 'C', ''),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map(Object.fromEntries),
  ),
})).value;

const text = fc.oneof(
  {
    arbitrary: /** @type {fc.Arbitrary<any>} */ (json).map((value) => JSON.stringify(value)),
    weight: 20,
  },
  { arbitrary: fc.string({ maxLength: 8 }), weight: 1 },
);

const name = fc.oneof(
  { arbitrary: part.map(String), weight: 12 },
  { arbitrary: fc.tuple(part, key).map(([number, field]) => `_${number}_${field}`), weight: 3 },
  { arbitrary: fc.constantFrom('01', 'S', '_', 'x', '-1', '__proto__', '$ACTION_1:0'), weight: 1 },
);

const entry = fc.oneof(
  { arbitrary: fc.tuple(name, text), weight: 8 },
  {
    arbitrary: fc
      .tuple(part.map(String), fc.uint8Array({ maxLength: 16 }))
      .map(
        ([number, bytes]) => /** @type {[string, File]} */ ([number, new File([bytes], 'blob')]),
      ),
    weight: 2,
  },
);

/** A stream with its chunks, ended as it should be or not. */
const stream = fc
  .tuple(part, fc.array(text, { maxLength: 3 }), fc.constantFrom('C', 'C1', 'C"$0"', '', 'C{'))
  .map(([number, chunks, end]) =>
    [...chunks, ...(end === '' ? [] : [end])].map(
      (chunk) => /** @type {[string, string]} */ ([`S${number}`, chunk]),
    ),
  );

/** The parts of a reply: a list in part 0, some of the parts that it may refer to, in any order. */
export const forgedReply = fc
  .tuple(
    fc
      .array(/** @type {fc.Arbitrary<any>} */ (json), { maxLength: 4 })
      .map((list) => JSON.stringify(list)),
    fc.uniqueArray(entry, { maxLength: 7, selector: ([key_]) => key_ }),
    fc.array(stream, { maxLength: 2 }),
    fc.boolean(),
  )
  .map(([root, entries, streams, isRootLast]) => {
    const others = [...entries.filter(([part_]) => part_ !== '0'), ...streams.flat()];
    /** @type {[string, string]} */
    const first = ['0', root];
    return /** @type {[string, string | File][]} */ (
      isRootLast ? [...others, first] : [first, ...others]
    );
  });
