import {
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import type { OutcomeEvent } from '../dispatch/events.ts';
import type { Instrumentation, ObservedCall } from '../dispatch/instrumentation.ts';

/** Options of `openTelemetry`. */
export interface OpenTelemetryOptions {
  /** @default the global provider's tracer `@callgate/runtime` */
  readonly tracer?: Tracer;
}

/**
 * Makes a span of each call, for `createServerFunctionHandler({ instrument: openTelemetry() })`. The
 * span is active while the function runs, so that those of databases and the like stand below it, and
 * continues the trace of the request's `traceparent`.
 *
 * It holds the function's name, the status, bytes and times. Never arguments, results or messages.
 */
export function openTelemetry(options: OpenTelemetryOptions = {}): Instrumentation {
  const tracer = options.tracer ?? trace.getTracer('@callgate/runtime');
  return async (call, run) => {
    const attributes = {
      'rpc.system': 'callgate',
      'rpc.service': call.module,
      'rpc.method': call.name,
      'callgate.function.id': call.id,
      'callgate.kind': call.kind,
    };
    const span = tracer.startSpan(
      call.stableName,
      { kind: SpanKind.SERVER, attributes },
      parentContext(call),
    );
    try {
      describeOutcome(span, await context.with(trace.setSpan(parentContext(call), span), run));
    } finally {
      span.end();
    }
  };
}

/** The span that runs already, such as that of the HTTP server, or the one that the client names. */
function parentContext(call: ObservedCall): ReturnType<typeof context.active> {
  const active = context.active();
  if (trace.getSpan(active) !== undefined) return active;
  return propagation.extract(active, call, {
    get: (carrier, key) => carrier.header(key) ?? undefined,
    keys: () => ['traceparent', 'tracestate', 'baggage'],
  });
}

function describeOutcome(span: Span, event: OutcomeEvent): void {
  span.setAttributes({
    'http.response.status_code': event.status,
    'http.request.body.size': event.bytes,
    'callgate.stage': event.stage,
    ...(event.type === 'refused' && { 'error.type': event.code }),
    ...(event.type === 'error' && { 'error.type': 'internal', 'callgate.digest': event.digest }),
  });
  for (const [name, milliseconds] of Object.entries(event.times)) {
    span.setAttribute(`callgate.time.${name}`, milliseconds);
  }
  if (event.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
}
