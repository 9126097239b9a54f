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

const DEFAULTS: Limits = {
  body: 1_048_576,
  arguments: 64,
  bodyIdle: 10_000,
  bodyTotal: 30_000,
  execution: 60_000,
};

/**
 * Fills in the limits that are not given.
 *
 * @throws TypeError when one is not a positive number
 */
export function readLimits(given: Partial<Limits>): Limits {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(DEFAULTS, name)) throw new TypeError(`There is no limit \`${name}\`.`);
    if (typeof value !== 'number' || !(value > 0)) {
      throw new TypeError(`\`limits.${name}\` must be a positive number.`);
    }
  }
  return Object.freeze({ ...DEFAULTS, ...given });
}
