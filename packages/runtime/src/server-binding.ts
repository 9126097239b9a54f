import type { ByteSink } from './byte-sink.ts';
import { sharedState } from './shared-state.ts';
import type { AnyFunction } from './server/server-reference.ts';

/** How an encoder reports what it could not encode. */
export interface EncodeOptions {
  /** Gets each error; the text it returns goes to the client in place of the error. */
  readonly onError: (error: unknown) => string | void;
  readonly signal?: AbortSignal;
}

/** Gives the function of a server reference, or throws. */
export type FunctionResolver = (id: string) => AnyFunction | Promise<AnyFunction>;

/** How React decodes arguments. */
export interface DecodeOptions {
  /** Asked for each server reference among the arguments. */
  readonly resolve: FunctionResolver;
  /** How many slots arrays may have, nested ones counted each time that they are referred to. */
  readonly arraySizeLimit?: number;
}

/** What a page that is rendered after a form was posted gives to React, for `useActionState`. */
export type FormState = readonly [state: unknown, key: string, id: string, boundArguments: number];

/**
 * The React binding of the server graph: everything that depends on which `react-server-dom-*`
 * package the host uses. `createServerBinding` of `@callgate/runtime/react/server` makes one.
 */
export interface ServerBinding {
  /** Encodes a result for the client. */
  encode(value: unknown, options: EncodeOptions): ReadableStream<Uint8Array>;
  /**
   * Encodes a result straight into a sink, where React can.
   *
   * @returns what ends it before its time
   */
  readonly pipe?: (
    value: unknown,
    options: EncodeOptions,
    sink: ByteSink,
  ) => (reason: unknown) => void;
  /** Decodes the arguments of a call. */
  decodeReply(body: string | FormData, options: DecodeOptions): Promise<unknown>;
  /**
   * Finds out which `useActionState` of the page a posted form belongs to.
   *
   * @param form the fields, with those that React has put in
   * @returns `null` for a form that belongs to none
   */
  decodeFormState(result: unknown, form: FormData): Promise<FormState | null>;
  /** Encodes captures, for this server alone: client references keep their server-side ids. */
  encodeCaptures(value: unknown, options: EncodeOptions): ReadableStream<Uint8Array>;
  /** Decodes captures to values that the server can call and render. */
  decodeCaptures(stream: ReadableStream<Uint8Array>, resolve: FunctionResolver): Promise<unknown>;
}

const state = sharedState<{ binding: ServerBinding | undefined }>('server-binding', () => ({
  binding: undefined,
}));

/** Sets the React binding of the server graph. Compiled modules may be loaded before. */
export function setReactBinding(binding: ServerBinding): void {
  state.binding = binding;
}

/**
 * The React binding of the server graph.
 *
 * @throws Error when the host has set none
 */
export function serverBinding(): ServerBinding {
  if (state.binding === undefined) {
    throw new Error(
      'There is no React binding. Call `setReactBinding(webpackServerBinding())` with what ' +
        '`@callgate/runtime/react/webpack-server` exports, or make one with `createServerBinding` ' +
        'of `@callgate/runtime/react/server`.',
    );
  }
  return state.binding;
}
