import type { Formatter } from './formatter.ts';
import { formatGithub } from './github.ts';
import { formatJson } from './json.ts';
import { formatPretty } from './pretty.ts';
import { formatSarif } from './sarif.ts';

/** The name of a format. */
export type FormatName = 'pretty' | 'json' | 'github' | 'sarif';

/** The formatters of `callgate check`, by the name of their format. */
export const formats: Readonly<Record<FormatName, Formatter>> = {
  pretty: formatPretty,
  json: formatJson,
  github: formatGithub,
  sarif: formatSarif,
};

/** The names of all formats. */
export const formatNames: readonly string[] = Object.keys(formats);
