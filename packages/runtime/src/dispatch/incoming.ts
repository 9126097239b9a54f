/** Gets a body, chunk by chunk, and then its end or its failure. */
export interface BodySink {
  chunk(bytes: Uint8Array): void;
  end(): void;
  fail(error: unknown): void;
}

/** Where a body comes from. Nothing is read before it is asked for. */
export interface BodySource {
  /** Starts to read, once. What it returns stops it: the sink gets nothing more after that. */
  read(sink: BodySink): () => void;
}

/**
 * A request as the dispatcher sees it. What is expensive to make is made when it is asked for, so that
 * an adapter need not turn every request of its server into a web `Request`.
 */
export interface Incoming {
  readonly method: string;
  /** The path of the URL, without the query. */
  readonly path: string;
  /** The origin that the request was sent to, as far as the server knows. */
  readonly origin: string;
  readonly body: BodySource | null;
  /** The whole request, for the code of the app. Its body is read already, or is being read. */
  readonly request: Request;
  /** @param name in lower case */
  header(name: string): string | null;
  /** Calls a listener once, when the client is gone. What it returns takes the listener away. */
  onDisconnect(listener: () => void): () => void;
}
