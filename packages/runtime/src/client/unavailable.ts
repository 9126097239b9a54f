import type { ActionUnavailableError } from './action-unavailable-error.ts';

/** What to do about a server of another build: load the page anew, send the call again, or throw. */
export type UnavailablePolicy = 'reload' | 'retry' | 'throw';

/** A policy, or what decides on one. `attempt` counts from 1. */
export type OnUnavailable =
  | UnavailablePolicy
  | ((
      error: ActionUnavailableError,
      attempt: number,
    ) => UnavailablePolicy | Promise<UnavailablePolicy>);

// While instances are replaced one by one, the next request may reach another one.
const RETRIES = 3;

// A page that is reloaded sooner again would be reloaded for ever.
const RELOAD_INTERVAL = 10_000;
const RELOADED = '@callgate/runtime/reloaded';

/** Decides on a policy that can be carried out. */
export async function decide(
  onUnavailable: OnUnavailable,
  error: ActionUnavailableError,
  attempt: number,
): Promise<UnavailablePolicy> {
  const policy =
    typeof onUnavailable === 'function' ? await onUnavailable(error, attempt) : onUnavailable;
  if (policy === 'retry') return attempt > RETRIES ? 'throw' : policy;
  return policy === 'reload' && !mayReload() ? 'throw' : policy;
}

function mayReload(): boolean {
  try {
    const now = Date.now();
    if (now - Number(sessionStorage.getItem(RELOADED)) < RELOAD_INTERVAL) return false;
    sessionStorage.setItem(RELOADED, String(now));
    return true;
  } catch {
    // Without storage, or a page, nothing would stop an endless reload.
    return false;
  }
}
