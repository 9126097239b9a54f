import { fromBase64Url, toBase64Url } from './base64url.ts';
import { KEY_ID_LENGTH, type KeyRing, type SealingKey } from './key-ring.ts';

/*
 * A sealed text is base64url of
 *
 *   version (1 byte) | key id (8) | initialisation vector (12) | AES-256-GCM of the rest, tag included
 *
 * and what is encrypted is the time of sealing (8 bytes) followed by the payload.
 */
const VERSION = 1;
const IV_LENGTH = 12;
const TIME_LENGTH = 8;
const TAG_LENGTH = 16;
const HEADER_LENGTH = 1 + KEY_ID_LENGTH + IV_LENGTH;

/** What a payload belongs to. It opens only where all of this is the same. */
export interface Binding {
  readonly id: string;
  readonly signature: string;
  readonly session: string | undefined;
}

/** A payload that was opened. */
export interface Opened {
  readonly payload: Uint8Array<ArrayBuffer>;
  /** When it was sealed, in milliseconds since 1970. */
  readonly time: number;
}

/** Encrypts and authenticates a payload. */
export async function sealPayload(
  payload: Uint8Array,
  binding: Binding,
  { id: keyId, key }: SealingKey,
  time: number,
): Promise<string> {
  const plain = new Uint8Array(TIME_LENGTH + payload.length);
  new DataView(plain.buffer).setFloat64(0, time);
  plain.set(payload, TIME_LENGTH);
  const iv = crypto.getRandomValues(new Uint8Array(IV_LENGTH));
  const encrypted = await crypto.subtle.encrypt(algorithm(iv, binding), key, plain);
  const sealed = new Uint8Array(HEADER_LENGTH + encrypted.byteLength);
  sealed[0] = VERSION;
  sealed.set(keyId, 1);
  sealed.set(iv, 1 + KEY_ID_LENGTH);
  sealed.set(new Uint8Array(encrypted), HEADER_LENGTH);
  return toBase64Url(sealed);
}

/** Opens a sealed text; `undefined` when it is not one, or not one of this binding and ring. */
export async function openPayload(
  text: string,
  binding: Binding,
  ring: KeyRing,
): Promise<Opened | undefined> {
  const sealed = fromBase64Url(text);
  if (sealed === undefined || sealed.length < HEADER_LENGTH + TIME_LENGTH + TAG_LENGTH) {
    return undefined;
  }
  const key = ring.find(sealed.subarray(1, 1 + KEY_ID_LENGTH));
  if (sealed[0] !== VERSION || key === undefined) return undefined;
  const iv = sealed.subarray(1 + KEY_ID_LENGTH, HEADER_LENGTH);
  try {
    const plain = await crypto.subtle.decrypt(
      algorithm(iv, binding),
      key.key,
      sealed.subarray(HEADER_LENGTH),
    );
    return {
      time: new DataView(plain).getFloat64(0),
      payload: new Uint8Array(plain, TIME_LENGTH),
    };
  } catch {
    return undefined;
  }
}

function algorithm(iv: Uint8Array<ArrayBuffer>, { id, signature, session }: Binding): AesGcmParams {
  // JSON keeps the fields apart: no two bindings give one text.
  const additional = JSON.stringify([VERSION, id, signature, session ?? null]);
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(additional) };
}
