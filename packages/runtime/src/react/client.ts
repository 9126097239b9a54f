/** The part of `react-server-dom-webpack/client` and its kin that is used. */
export interface ReactClient {
  encodeReply(value: readonly unknown[], options: object): Promise<string | FormData>;
  createFromFetch(response: Promise<Response>, options: object): PromiseLike<unknown>;
  registerServerReference(reference: (...args: never[]) => unknown, id: string, encodeFormAction?: unknown): unknown;
}
