import { sharedState } from '../shared-state.ts';
import { bindingSlot, type CallServer } from './client-binding.ts';
import { errorOf } from './server-function-error.ts';

/** Where and how calls are sent. */
export interface CallServerOptions {
  /**
   * The base of the dispatcher, a path or a URL.
   *
   * @default '/_callgate'
   */
  readonly endpoint?: string;
  /**
   * Sends a request.
   *
   * @default the global `fetch`
   */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Further headers of each call. */
  readonly headers?: () => HeadersInit;
}

const RESULT_TYPE = 'text/x-component';

/** Makes the function that sends calls to a dispatcher and decodes their results. */
export function createCallServer(options: CallServerOptions = {}): CallServer {
  const { endpoint = '/_callgate', headers = () => ({}) } = options;
  const base = endpoint.replace(/\/$/, '');
  const send = options.fetch ?? ((url, init) => fetch(url, init));
  return async function callThisServer(id, args) {
    const binding = bindingSlot('client').get();
    const body = await binding.encodeReply(args);
    const response = await send(`${base}/${id}`, {
      method: 'POST',
      body,
      headers: { accept: RESULT_TYPE, ...Object.fromEntries(new Headers(headers())) },
      // A redirect would send the arguments to a place that nobody named.
      redirect: 'error',
    });
    const isResult = response.headers.get('content-type')?.startsWith(RESULT_TYPE) === true;
    if (!response.ok || !isResult) throw await errorOf(response);
    return binding.decodeResponse(response, callThisServer);
  };
}

const state = sharedState<{ callServer: CallServer | undefined }>('call-server', () => ({
  callServer: undefined,
}));

/** Sets what sends the calls of all references of this client. */
export function setCallServer(send: CallServer): void {
  state.callServer = send;
}

/** Calls a server function as references do. Hosts hand it to React with the Flight they decode. */
export function callServer(id: string, args: unknown[]): Promise<unknown> {
  state.callServer ??= createCallServer();
  return state.callServer(id, args);
}
