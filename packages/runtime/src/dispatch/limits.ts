/** How much work and time one call may take. */
export interface Limits {
  /**
   * Bytes of a body.
   *
   * @default 1_048_576
   */
  readonly body: number;
  /**
   * Arguments of a call, sealed captures and bound arguments included.
   *
   * @default 64
   */
  readonly arguments: number;
  /**
   * Bound arguments of a form's action, or of a server function among the arguments.
   *
   * @default 64
   */
  readonly boundArguments: number;
  /**
   * Digits of a BigInt, whose decoding takes more than linear time. React allows 300.
   *
   * @default 300
   */
  readonly bigintDigits: number;
  /**
   * How deep arrays and objects are nested, those that they refer to included.
   *
   * @default 64
   */
  readonly depth: number;
  /**
   * Parts of a form, stream chunks aside.
   *
   * @default 1_000
   */
  readonly parts: number;
  /**
   * Arrays and objects of all arguments together. React takes some microseconds for each.
   *
   * @default 50_000
   */
  readonly containers: number;
  /**
   * References from one part of the arguments to another.
   *
   * @default 16_384
   */
  readonly references: number;
  /**
   * Keys of one object.
   *
   * @default 10_000
   */
  readonly keys: number;
  /**
   * Chunks of all streams together.
   *
   * @default 10_000
   */
  readonly streamChunks: number;
  /**
   * Milliseconds until the arguments are decoded, once the body is there.
   *
   * @default 1_000
   */
  readonly decode: number;
  /**
   * Milliseconds without a byte of the body.
   *
   * @default 10_000
   */
  readonly bodyIdle: number;
  /**
   * Milliseconds until the whole body is there.
   *
   * @default 30_000
   */
  readonly bodyTotal: number;
  /**
   * Milliseconds until the function has returned.
   *
   * @default 60_000
   */
  readonly execution: number;
}

/** The limits of a function for which nothing else is said. */
export const DEFAULT_LIMITS: Limits = Object.freeze({
  body: 1_048_576,
  arguments: 64,
  boundArguments: 64,
  bigintDigits: 300,
  depth: 64,
  parts: 1_000,
  containers: 50_000,
  references: 16_384,
  keys: 10_000,
  streamChunks: 10_000,
  decode: 1_000,
  bodyIdle: 10_000,
  bodyTotal: 30_000,
  execution: 60_000,
});

// Timers of JavaScript go off at once when they are set to more milliseconds than these, 24 days.
const LONGEST = 2_147_483_647;

/** Beyond these, a limit would not be one: timers and the stack have ends of their own. */
const MAXIMUM: Readonly<Partial<Limits>> = {
  depth: 1_000,
  decode: LONGEST,
  bodyIdle: LONGEST,
  bodyTotal: LONGEST,
  execution: LONGEST,
};

/**
 * Fills in the limits that are not given.
 *
 * @param option what the user calls the limits
 * @throws TypeError when one is not a positive number, or is more than can be held
 */
export function readLimits(
  given: Partial<Limits>,
  defaults: Limits = DEFAULT_LIMITS,
  option = 'limits',
): Limits {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(DEFAULT_LIMITS, name)) {
      const names = Object.keys(DEFAULT_LIMITS).join(', ');
      throw new TypeError(`There is no limit \`${option}.${name}\`. There are ${names}.`);
    }
    if (typeof value !== 'number' || !(value > 0)) {
      throw new TypeError(`\`${option}.${name}\` must be a positive number.`);
    }
    const maximum = MAXIMUM[name as keyof Limits] ?? Infinity; // own, as was just checked
    if (value > maximum) {
      throw new TypeError(`\`${option}.${name}\` must not be more than ${maximum}.`);
    }
  }
  return Object.freeze({ ...defaults, ...given });
}

/**
 * React's limit of array slots, which it sets at a million whatever the size of the body: here it
 * grows and shrinks with the body that is allowed.
 */
export function arraySizeLimit({ body }: Limits): number {
  return Math.ceil(1e6 * (body / DEFAULT_LIMITS.body));
}
