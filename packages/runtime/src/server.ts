export { type CallContext, currentCall } from './dispatch/call-context.ts';
export { configureSealing, type SealingOptions } from './sealing/configuration.ts';
export type { KeyMaterial } from './sealing/key-ring.ts';
export { assertServerFunctions } from './server/assert-server-functions.ts';
export { bindServerReference, type BindOptions } from './server/bind-server-reference.ts';
export { registerClientReference } from './server/client-reference.ts';
export { defineServerMethod } from './server/define-server-method.ts';
export { openServerReference } from './server/open-server-reference.ts';
export {
  type AnyFunction,
  hasServerReferenceId,
  registerServerReference,
  type ServerFunction,
} from './server/server-reference.ts';
export { type FormState, type ServerBinding, setReactBinding } from './server-binding.ts';
export type {
  CallTimes,
  CompletedEvent,
  DispatchEvent,
  FailedEvent,
  LateErrorEvent,
  OnEvent,
  OutcomeEvent,
  RefusedEvent,
  SwallowedEvent,
} from './dispatch/events.ts';
export type { PostedForm, RenderPage } from './dispatch/form/render.ts';
export type { FunctionOptions, FunctionTable } from './dispatch/function-options.ts';
export { createServerFunctionHandler, type ServerFunctionHandler } from './dispatch/handler.ts';
export type { Instrumentation, ObservedCall } from './dispatch/instrumentation.ts';
export type { Limits } from './dispatch/limits.ts';
export type { Manifest, ManifestFunction } from './dispatch/manifest.ts';
export type { Middleware } from './dispatch/middleware.ts';
export type { HandlerOptions } from './dispatch/options.ts';
export type { Accepted } from './dispatch/reply/accepted.ts';
export type { SchemaIssue, SchemaResult, StandardSchema } from './dispatch/standard-schema.ts';
export { isRefusal, Refusal, type RefusalCode, type RefusalOptions } from './refusal.ts';
export { ActionError, type ActionErrorOptions, isActionError } from './errors/action-error.ts';
export { type PageRequestOptions, withRequest } from './context/with-request.ts';
