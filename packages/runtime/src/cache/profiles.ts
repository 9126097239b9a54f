/** How long a stale result may still be served: as Next's profile of the same name. */
export interface CacheProfile {
  /** Seconds after which it is expired; `0`: at once. Without it, until it is made anew. */
  readonly expire?: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The profiles that every app has. */
export const DEFAULT_PROFILES: Readonly<Record<string, CacheProfile>> = {
  default: {},
  seconds: { expire: MINUTE },
  minutes: { expire: HOUR },
  hours: { expire: DAY },
  days: { expire: 7 * DAY },
  weeks: { expire: 30 * DAY },
  max: { expire: 365 * DAY },
};

/**
 * The profile that `revalidateTag` was given.
 *
 * @throws TypeError when there is none of that name, or its `expire` is not a number of seconds
 */
export function resolveProfile(
  given: string | CacheProfile,
  profiles: ReadonlyMap<string, CacheProfile>,
): CacheProfile {
  const profile = typeof given === 'string' ? profiles.get(given) : given;
  if (typeof profile !== 'object' || profile === null) {
    throw new TypeError(
      `${JSON.stringify(given) ?? 'No profile'} was given to \`revalidateTag\`. Its second argument ` +
        'is "max", another profile, or `{ expire: seconds }`. Use `updateTag` to expire at once.',
    );
  }
  return checkProfile(profile);
}

/** @throws TypeError when `expire` is not a number of seconds */
export function checkProfile(profile: CacheProfile): CacheProfile {
  const { expire } = profile;
  if (expire !== undefined && !(typeof expire === 'number' && expire >= 0)) {
    throw new TypeError('`expire` must be a number of seconds.');
  }
  return profile;
}
