import type { ActionEffects } from '../context/action-effects.ts';
import type { AnswerHeader } from './answer.ts';

/** The headers that tell a client what an action did besides its result. */
export function effectHeaders(effects: ActionEffects): AnswerHeader[] {
  const headers = effects.setCookies.map((cookie): AnswerHeader => ['set-cookie', cookie]);
  const changes = changesOf(effects);
  if (changes.length > 0) headers.push(['callgate-revalidate', changes.join(', ')]);
  return headers;
}

/** What the page that the client shows may be too old for. */
function changesOf(effects: ActionEffects): string[] {
  const { refresh, revalidatedPaths, updatedTags, setCookies } = effects;
  const changes: [string, boolean][] = [
    ['refresh', refresh],
    ['path', revalidatedPaths.length > 0],
    // What may be served stale may also stand on the page a while longer, as in Next.
    ['tag', updatedTags.length > 0],
    ['cookie', setCookies.length > 0],
  ];
  return changes.filter(([, isChanged]) => isChanged).map(([word]) => word);
}

const STATUS_CODES = { 401: 'unauthorized', 403: 'forbidden', 404: 'not-found' } as const;

/** The code that the client is told for a status that the app asked for. */
export function statusCode(status: keyof typeof STATUS_CODES): string {
  return STATUS_CODES[status];
}
