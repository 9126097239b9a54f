const BRAND = Symbol.for('@callgate/runtime/server-function-error');

/** What the server answered in place of a result. */
export interface ServerFunctionErrorDetails {
  readonly status: number;
  /** The dispatcher's code; `unknown` when the answer is not the dispatcher's. */
  readonly code: string;
  /** Finds the error in the server's log; only unexpected errors have one. */
  readonly digest?: string;
}

/** A call that the server did not answer with a result. */
export class ServerFunctionError extends Error {
  override readonly name = 'ServerFunctionError';
  readonly status: number;
  readonly code: string;
  readonly digest: string | undefined;

  constructor({ status, code, digest }: ServerFunctionErrorDetails) {
    super(
      `The server function call failed with status ${status} (${code}${
        digest === undefined ? '' : `, digest ${digest}`
      }).`,
    );
    this.status = status;
    this.code = code;
    this.digest = digest;
    // Recognised by this mark, because two copies of the package have two classes.
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Tells whether an error is what the server answered in place of a result. */
export function isServerFunctionError(error: unknown): error is ServerFunctionError {
  return typeof error === 'object' && error !== null && Object.hasOwn(error, BRAND);
}

/** Reads the error that an answer stands for. */
export async function errorOf(response: Response): Promise<ServerFunctionError> {
  const { code, digest } = readError(await response.text().catch(() => ''));
  return new ServerFunctionError({
    status: response.status,
    code: code ?? 'unknown',
    ...(digest === undefined ? {} : { digest }),
  });
}

function readError(text: string): { code?: string; digest?: string } {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return {};
  }
  const error = member(body, 'error');
  const code = member(error, 'code');
  const digest = member(error, 'digest');
  return {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof digest === 'string' ? { digest } : {}),
  };
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}
