import { navigate } from './thrown.ts';

/** Ends the running function; the client gets the page for what does not exist, with `404`. */
export function notFound(): never {
  navigate({ kind: 'status', status: 404 });
}

/** Ends the running function; the client gets the page for those who must sign in, with `401`. */
export function unauthorized(): never {
  navigate({ kind: 'status', status: 401 });
}

/** Ends the running function; the client gets the page for those who may not, with `403`. */
export function forbidden(): never {
  navigate({ kind: 'status', status: 403 });
}
