import { checkOptions, type OptionKinds } from '../check-options.ts';
import { sharedState } from '../shared-state.ts';
import { importKeys, type KeyMaterial, type KeyRing, readKeys } from './key-ring.ts';

/** How captures are sealed. */
export interface SealingOptions {
  /** Keys of 32 random bytes. The first seals; the others still open, so that keys can rotate. */
  readonly keys: readonly KeyMaterial[];
  /**
   * Age in seconds after which sealed captures are refused: bounds how long a copied one is of use.
   *
   * @default no limit
   */
  readonly maxAge?: number;
  /**
   * Names the session that the code runs for. Captures sealed in one session do not open in another,
   * which stops one user from replaying what another was sent.
   *
   * @default not bound to a session
   */
  readonly session?: () => string | undefined;
}

/** Sealing options that were checked. */
export interface Sealing {
  readonly ring: () => Promise<KeyRing>;
  readonly maxAge: number;
  readonly session: () => string | undefined;
}

const state = sharedState<{ sealing: Sealing | undefined }>('sealing', () => ({
  sealing: undefined,
}));

const SEALING_OPTIONS: OptionKinds<SealingOptions> = {
  keys: 'a list',
  maxAge: 'a number',
  session: 'a function',
};

/**
 * Sets the keys and the policy of sealing for this process.
 *
 * @throws TypeError when an option is wrong
 */
export function configureSealing(options: SealingOptions): void {
  checkOptions('configureSealing', options, SEALING_OPTIONS);
  const keys = readKeys(options.keys ?? []);
  const { maxAge = Number.POSITIVE_INFINITY, session = () => undefined } = options;
  if (!(maxAge > 0)) throw new TypeError('`maxAge` must be a positive number of seconds.');
  let ring: Promise<KeyRing> | undefined;
  state.sealing = Object.freeze({ ring: () => (ring ??= importKeys(keys)), maxAge, session });
}

/** Whether there are keys to seal with. */
export function isSealingConfigured(): boolean {
  return state.sealing !== undefined;
}

/**
 * The configuration in force.
 *
 * @throws Error when there is none: captures are never sealed with a key that nobody chose
 */
export function currentSealing(): Sealing {
  if (state.sealing === undefined) {
    throw new Error(
      'There is no key to seal captured values with. Call `configureSealing({ keys })` from ' +
        '`@callgate/runtime/server` at start, or `await loadSealingKeys()` from `@callgate/runtime/node`.',
    );
  }
  return state.sealing;
}
