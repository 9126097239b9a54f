const POSTFIX = '_.rsc';
const ACTION = 'x-rsc-action';

/** A request for Flight, with a call of a server function or without. */
export function toFlightRequest(page: string, action?: { id: string; body: BodyInit }): Request {
  const url = new URL(page);
  url.pathname += POSTFIX;
  if (action === undefined) return new Request(url);
  return new Request(url, { method: 'POST', headers: { [ACTION]: action.id }, body: action.body });
}

/** What is asked for: the page's own URL, whether as Flight, and which server function to call. */
export function readRequest(request: Request): { url: URL; isFlight: boolean; id: string | null } {
  const url = new URL(request.url);
  const isFlight = url.pathname.endsWith(POSTFIX);
  if (isFlight) url.pathname = url.pathname.slice(0, -POSTFIX.length);
  return { url, isFlight, id: request.headers.get(ACTION) };
}
