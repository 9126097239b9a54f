import type { CallOptions } from './call-options.ts';

/** Statuses by which a server or a proxy says that another attempt may succeed. */
const BUSY = new Set([408, 429, 502, 503, 504]);

const RETRIES = 2;
const FIRST_DELAY = 300;
const MAX_DELAY = 30_000;

/** How often a call may be sent again. */
export function retriesOf({ idempotent, retries = RETRIES }: CallOptions): number {
  return idempotent === undefined || idempotent === false ? 0 : retries;
}

/** Whether an answer says that another attempt may succeed. */
export function isBusy({ status }: Response): boolean {
  return BUSY.has(status);
}

/** Milliseconds before an attempt: what the server asks for, else longer each time. */
export function delayBefore(attempt: number, response?: Response): number {
  const asked = Number(response?.headers.get('retry-after') ?? Number.NaN) * 1000;
  const delay = asked >= 0 ? asked : FIRST_DELAY * 2 ** attempt * (0.5 + Math.random() / 2);
  return Math.min(delay, MAX_DELAY);
}

/** Waits, unless the signal ends it. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', end, { once: true });
  });
}
