/**
 * The least that a plugin can do, in WebAssembly: it takes the encoded program and gives it back.
 * What a host takes with it is what the host's own encoding, copying and decoding take.
 */
export function idlePlugin(): Uint8Array<ArrayBuffer> {
  const i32 = 0x7f;
  const type = (params: number, results: number): number[] => [
    0x60,
    ...list(Array.from({ length: params }, () => [i32])),
    ...list(Array.from({ length: results }, () => [i32])),
  ];
  const receive = (name: string): number[] => [...text('env'), ...text(name), 0x00, 0x00];
  const bodies = [
    // __alloc: takes what is behind the last, and grows the memory by as much.
    [1, 1, i32, 0x23, 0, 0x21, 1, 0x23, 0, 0x20, 0, 0x6a, 0x24, 0],
    // __free
    [0, 0x41, 0, 0x0b],
    // __get_transform_plugin_core_pkg_diag: sends what is in the data section.
    [0, 0x41, dataAddress, 0x41, about.length, 0x10, 1, 0x41, 0, 0x0b],
    // __transform_plugin_process_impl: sends the program.
    [0, 0x20, 0, 0x20, 1, 0x10, 0, 0x41, 0, 0x0b],
  ];
  bodies[0]?.push(0x20, 0, 0x41, 16, 0x76, 0x41, 1, 0x6a, 0x40, 0, 0x1a, 0x20, 1, 0x0b);
  const names = [
    '__alloc',
    '__free',
    '__get_transform_plugin_core_pkg_diag',
    '__transform_plugin_process_impl',
  ];
  const exports = names.map((name, index) => [...text(name), 0x00, index + 2]);
  return new Uint8Array([
    0x00,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...section(1, [type(2, 0), type(1, 1), type(2, 1), type(0, 1), type(4, 1)]),
    ...section(2, [
      receive('__set_transform_result'),
      receive('__set_transform_plugin_core_pkg_diagnostics'),
    ]),
    ...section(3, [[1], [2], [3], [4]]),
    // A memory of at least one page.
    ...section(5, [[0x00, 1]]),
    // The end of what is allocated, from 1024.
    ...section(6, [[i32, 1, 0x41, 0x80, 0x08, 0x0b]]),
    ...section(7, [[...text('memory'), 0x02, 0], ...exports]),
    ...section(
      10,
      bodies.map((body) => [body.length, ...body]),
    ),
    ...section(11, [[0, 0x41, dataAddress, 0x0b, about.length, ...about]]),
  ]);
}

/** CBOR: three empty strings and the version of the protocol. */
const about = [0x84, 0x60, 0x60, 0x60, 1];
const dataAddress = 16;

/** Lengths are below 128, where they are one byte, but for those of sections. */
function list(items: readonly (readonly number[])[]): number[] {
  return [items.length, ...items.flat()];
}

function text(value: string): number[] {
  return [value.length, ...Buffer.from(value)];
}

function section(id: number, items: readonly (readonly number[])[]): number[] {
  const content = list(items);
  return [id, (content.length & 0x7f) | 0x80, content.length >> 7, ...content];
}
