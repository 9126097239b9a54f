import type { JSONSchema } from 'json-schema-to-ts';

const strings = { type: 'array', items: { type: 'string' } } as const;

const directive = {
  description: 'The file-level directive; null for a module that has only inline server functions.',
  enum: ['use server', 'use client', null],
} as const;

const parameters = {
  description: 'Declared parameters; null when they are not known (re-exports, call results).',
  anyOf: [
    { type: 'null' },
    {
      type: 'object',
      required: ['count', 'rest'],
      additionalProperties: false,
      properties: {
        count: {
          description: 'Number of declared parameters, a rest parameter not counted.',
          type: 'integer',
          minimum: 0,
        },
        rest: { description: 'Whether the last one is a rest parameter.', type: 'boolean' },
      },
    },
  ],
} as const;

const capture = {
  description: 'A binding that an inline server function captures.',
  type: 'object',
  required: ['name', 'paths'],
  additionalProperties: false,
  properties: {
    name: { description: 'Name of the binding.', type: 'string' },
    paths: {
      description: 'The member paths that are sealed; null: the whole value.',
      anyOf: [{ type: 'null' }, { type: 'array', items: strings }],
    },
  },
} as const;

const location = {
  description: 'Where the function starts.',
  type: 'object',
  required: ['line', 'column'],
  additionalProperties: false,
  properties: {
    line: { description: 'From 1.', type: 'integer', minimum: 1 },
    column: { description: 'From 0, in UTF-16 code units.', type: 'integer', minimum: 0 },
  },
} as const;

const serverFunction = {
  description: 'A server function.',
  type: 'object',
  required: [
    'module',
    'export',
    'name',
    'scope',
    'exports',
    'parameters',
    'captures',
    'generator',
    'location',
  ],
  additionalProperties: false,
  properties: {
    module: { description: 'Path of the module that holds it.', type: 'string' },
    export: { description: 'The export that a dispatcher loads and calls.', type: 'string' },
    name: {
      description: 'The lexical path, `Page/save`; for file-level functions the export name.',
      type: 'string',
    },
    scope: {
      description: 'module: marked by a file-level directive. inline: by one in its own body.',
      enum: ['module', 'inline'],
    },
    exports: {
      description: 'File-level: every export name of it. Inline: the exports that contain it.',
      ...strings,
    },
    parameters,
    captures: {
      description: 'Captured bindings in the order in which they travel.',
      type: 'array',
      items: capture,
    },
    generator: { description: 'true for `async function*`.', type: 'boolean' },
    location,
  },
} as const;

const moduleEntry = {
  description: 'A module with a directive, or with inline server functions.',
  type: 'object',
  required: ['directive', 'exports'],
  additionalProperties: false,
  properties: {
    directive,
    exports: {
      description: 'All value exports of a module with a file-level directive, sorted.',
      ...strings,
    },
  },
} as const;

/** The JSON Schema of `Manifest`. A test holds it and the type equal. */
export const manifestSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://github.com/callgate/callgate/blob/main/packages/callgate/manifest.schema.json',
  title: 'Callgate manifest',
  description: 'What of a project can be called from outside.',
  type: 'object',
  required: ['version', 'functions', 'modules'],
  additionalProperties: false,
  properties: {
    version: { description: 'Version of this format.', const: 1 },
    functions: {
      description: 'Server functions by id.',
      type: 'object',
      propertyNames: { pattern: '^[0-9a-f]{40}$' },
      additionalProperties: serverFunction,
    },
    modules: {
      description: 'Modules by path relative to the root.',
      type: 'object',
      additionalProperties: moduleEntry,
    },
  },
} as const satisfies JSONSchema;
