import { toRenderContext } from '../../context/request-context.ts';
import { runInScope } from '../../context/scope.ts';
import type { ActionError } from '../../errors/action-error.ts';
import { type FormState, serverBinding } from '../../server-binding.ts';
import {
  type Answer,
  ANSWER_HEADERS,
  fromResponse,
  withAnswerHeaders,
  withHeaders,
} from '../answer.ts';
import { toFormData } from '../decode-reply.ts';
import { effectHeaders } from '../effect-headers.ts';
import type { Exchange, Stage } from '../exchange.ts';
import { runningCall } from '../running-call.ts';

/** A form that was posted without JavaScript, and what came of it. */
export interface PostedForm {
  /** The request, to the URL of the page. Its body has been read. */
  readonly request: Request;
  /** What the action returned. */
  readonly result: unknown;
  /** For React, which renders the page with it: the result, where it belongs to a `useActionState`. */
  readonly formState: FormState | null;
  /** The `ActionError` that the action has thrown. */
  readonly error: ActionError | undefined;
  /** What the answer's status should be: 200, that of the error, or what `notFound` and its kin say. */
  readonly status: number;
  /** What the host handed to the handler with the request. */
  readonly context: unknown;
}

/** Renders the page that a form was posted to. */
export type RenderPage = (form: PostedForm) => Response | Promise<Response>;

/** Stage 11 for forms: the page with the form's state in it, or a redirect. */
export const renderStage: Stage = { name: 'render', run: render };

async function render(exchange: Exchange): Promise<void> {
  const { effects } = runningCall(exchange).request;
  const headers = effectHeaders(effects);
  if (effects.redirect !== undefined && exchange.outcome.type === 'navigation') {
    // The browser follows with GET, whatever the method was.
    const location = ['location', effects.redirect.url] as const;
    exchange.answer = {
      status: 303,
      headers: [...ANSWER_HEADERS, ...headers, location],
      body: null,
    };
    return;
  }
  exchange.answer = withHeaders(await renderPage(exchange), headers);
}

async function renderPage(exchange: Exchange): Promise<Answer> {
  const { outcome, dispatcher, incoming, form, context } = exchange;
  const { call, request } = runningCall(exchange);
  const result = outcome.type === 'result' ? outcome.value : undefined;
  const error = outcome.type === 'error' ? outcome.error : undefined;
  const page: PostedForm = {
    request: incoming.request,
    result,
    formState:
      outcome.type === 'result' && form.state.length > 0
        ? await serverBinding().decodeFormState(result, toFormData(form.state))
        : null,
    error,
    status: error?.status ?? request.effects.status ?? 200,
    context,
  };
  // Cookies are as the action has left them, and nothing can be asked for any more.
  const scope = { call, request: toRenderContext(request) };
  // Requests are forms only where there is a `render`.
  const renderPosted = dispatcher.render as RenderPage;
  const response = await runInScope(scope, () => renderPosted(page));
  // A page that shows what one person's form has led to is no page for others.
  return withAnswerHeaders(fromResponse(response, '`render`'));
}
