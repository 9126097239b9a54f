import { checkOptions, type OptionKinds } from '../check-options.ts';

/** How long a result may be served. The built-in ones are Next's of the same names. */
export interface CacheProfile {
  /** Seconds after which a result is made anew, while the old one is served. For `cacheLife`. */
  readonly revalidate?: number;
  /** Seconds after which it is not served at all; for `revalidateTag`, from then on. */
  readonly expire?: number;
}

const PROFILE: OptionKinds<CacheProfile> = { revalidate: 'anything', expire: 'anything' };

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The profiles that every app has. */
export const DEFAULT_PROFILES: Readonly<Record<string, CacheProfile>> = {
  default: { revalidate: 15 * MINUTE },
  seconds: { revalidate: 1, expire: MINUTE },
  minutes: { revalidate: MINUTE, expire: HOUR },
  hours: { revalidate: HOUR, expire: DAY },
  days: { revalidate: DAY, expire: 7 * DAY },
  weeks: { revalidate: 7 * DAY, expire: 30 * DAY },
  max: { revalidate: 30 * DAY, expire: 365 * DAY },
};

/**
 * The profile that a function was given.
 *
 * @param rule what the function says to one that is none
 * @throws TypeError when there is none of that name, or its times are not numbers of seconds
 */
export function resolveProfile(
  given: string | CacheProfile,
  profiles: ReadonlyMap<string, CacheProfile>,
  rule: string,
): CacheProfile {
  const profile = typeof given === 'string' ? profiles.get(given) : given;
  if (typeof profile !== 'object' || profile === null) {
    throw new TypeError(`${JSON.stringify(given) ?? 'Nothing'} is no profile. ${rule}`);
  }
  return checkProfile(profile);
}

/** @throws TypeError when a time is not a number of seconds, or they contradict one another */
export function checkProfile(profile: CacheProfile): CacheProfile {
  checkOptions('CacheProfile', profile, PROFILE);
  const { revalidate = 0, expire = Infinity } = profile;
  for (const [name, seconds] of Object.entries({ revalidate, expire })) {
    if (!(typeof seconds === 'number' && seconds >= 0)) {
      throw new TypeError(`\`${name}\` must be a number of seconds.`);
    }
  }
  if (revalidate > expire) {
    throw new TypeError('`expire` must not come before `revalidate`.');
  }
  return profile;
}
