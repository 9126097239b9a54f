/** Why a request is refused, as the client is told, with the status that says it. */
const STATUS = {
  method: 405,
  id: 400,
  'content-type': 415,
  origin: 403,
  unavailable: 409,
  'too-large': 413,
  'rate-limited': 429,
  timeout: 408,
  body: 400,
  form: 400,
  arguments: 400,
  sealed: 400,
  aborted: 400,
  execution: 504,
  internal: 500,
} as const;

/** What a refused request is answered with. */
export type RefusalCode = keyof typeof STATUS;

/** What else a refusal says. */
export interface RefusalOptions {
  /** For the log. */
  readonly cause?: unknown;
  /** Further headers of the answer, such as `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
}

const BRAND = Symbol.for('@callgate/runtime/refusal');

/**
 * Thrown where a request is refused. The client learns the code and the status; the reason and the
 * cause are for the log.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: RefusalCode, reason: string, { cause, headers = {} }: RefusalOptions = {}) {
    if (!Object.hasOwn(STATUS, code)) {
      const codes = Object.keys(STATUS).join(', ');
      throw new TypeError(`"${code}" is no code of a Refusal. There are ${codes}.`);
    }
    super(reason, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = STATUS[code];
    this.headers = headers;
    // Recognised by this mark, because two copies of the package have two classes.
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Tells whether an error refuses the request. */
export function isRefusal(error: unknown): error is Refusal {
  return typeof error === 'object' && error !== null && Object.hasOwn(error, BRAND);
}
