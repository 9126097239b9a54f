import { fromBase64Url } from './base64url.ts';

/** Length of a sealing key in bytes. */
export const KEY_LENGTH = 32;

/** Length of a key id in bytes. */
export const KEY_ID_LENGTH = 8;

/** A key that seals and opens, with the id that sealed captures name it by. */
export interface SealingKey {
  readonly id: Uint8Array<ArrayBuffer>;
  readonly key: CryptoKey;
}

/** The keys of an app: the first seals, all of them open. */
export interface KeyRing {
  readonly current: SealingKey;
  find(id: Uint8Array): SealingKey | undefined;
}

/** A sealing key as it is given: 32 random bytes, or the same in base64 or base64url. */
export type KeyMaterial = string | Uint8Array;

/**
 * Reads sealing keys.
 *
 * @throws TypeError when there is none, or one of them is not 32 bytes long
 */
export function readKeys(material: readonly KeyMaterial[]): Uint8Array<ArrayBuffer>[] {
  if (material.length === 0) throw new TypeError('`keys` must hold at least one sealing key.');
  return material.map((key, index) => {
    const bytes = typeof key === 'string' ? decodeKey(key) : new Uint8Array(key);
    if (bytes?.length !== KEY_LENGTH) {
      throw new TypeError(
        `\`keys[${index}]\` must be ${KEY_LENGTH} random bytes, or the same as base64 text.`,
      );
    }
    return bytes;
  });
}

/** Imports sealing keys, the current one first. */
export async function importKeys(keys: readonly Uint8Array<ArrayBuffer>[]): Promise<KeyRing> {
  const ring = await Promise.all(keys.map(importKey));
  const current = ring[0];
  if (current === undefined) throw new TypeError('A key ring needs a key.');
  return {
    current,
    find: (id) => ring.find((candidate) => candidate.id.every((byte, at) => byte === id[at])),
  };
}

async function importKey(bytes: Uint8Array<ArrayBuffer>): Promise<SealingKey> {
  const [key, digest] = await Promise.all([
    crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']),
    crypto.subtle.digest('SHA-256', bytes),
  ]);
  return { id: new Uint8Array(digest, 0, KEY_ID_LENGTH), key };
}

function decodeKey(text: string): Uint8Array<ArrayBuffer> | undefined {
  return fromBase64Url(text.trim().replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''));
}
