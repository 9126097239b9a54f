import addFormats from 'ajv-formats';
import draft04 from 'ajv-draft-04';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** What is wrong with a SARIF log according to the schema of SARIF 2.1.0; nothing if it is valid. */
export function sarifErrors(log: unknown): string[] {
  const ajv = new draft04.default({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const validate = ajv.compile(schema);
  validate(log);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
