/** A path whose page has to be made anew. */
export interface RevalidatedPath {
  /** As normalised: it starts with a slash and does not end with one, but for `/` itself. */
  readonly path: string;
  /** `undefined`: this one path; otherwise every page of the route, or everything below its layout. */
  readonly type: 'page' | 'layout' | undefined;
}

/** A tag that may be served stale while what carries it is made anew. */
export interface RevalidatedTag {
  readonly tag: string;
  /** Seconds for which stale data may still be served; `undefined`: as long as it takes. */
  readonly expire: number | undefined;
}

/** Where an action sends its client. */
export interface RedirectEffect {
  /** A path of this origin, or the full URL of another one. Fit for a header. */
  readonly url: string;
  readonly permanent: boolean;
  /** What the client's history does with the page that is left. */
  readonly type: 'push' | 'replace';
}

/** What an action asked for besides its result. The dispatcher turns it into the answer. */
export interface ActionEffects {
  /** `refresh()` was called: the client reads its page again. */
  refresh: boolean;
  readonly revalidatedPaths: RevalidatedPath[];
  readonly revalidatedTags: RevalidatedTag[];
  readonly updatedTags: string[];
  redirect?: RedirectEffect;
  /** `unauthorized()`, `forbidden()` or `notFound()` ended the action. */
  status?: 401 | 403 | 404;
  /** Values of `set-cookie`, one for each cookie, domain and path that was set. */
  readonly setCookies: string[];
  /** Whether the answer has started, so that nothing can be asked for any more. */
  closed: boolean;
}

/** The effects of an action that has not started yet. */
export function createActionEffects(): ActionEffects {
  return {
    refresh: false,
    revalidatedPaths: [],
    revalidatedTags: [],
    updatedTags: [],
    setCookies: [],
    closed: false,
  };
}
