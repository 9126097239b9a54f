import type { DispatchEvent } from '@callgate/runtime/server';

/** Writes one line for each call. */
export function logEvent(event: DispatchEvent): void {
  const name = event.name ?? 'A request';
  switch (event.type) {
    case 'completed':
      console.log(`${name} answered ${event.status} in ${event.duration.toFixed(1)} ms`);
      break;
    case 'refused':
      console.log(`${name} was refused: ${event.status}, ${event.reason}`);
      break;
    case 'swallowed-navigation':
      console.warn(`${name} caught a redirect and did not throw it again:`, event.error);
      break;
    default:
      console.error(`${name} failed (digest ${event.digest}):`, event.error);
  }
}
