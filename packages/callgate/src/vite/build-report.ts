import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { assertManifest } from '../assert-manifest.ts';
import { diffManifests } from '../diff-manifests.ts';
import type { FunctionEntry } from '../manifest-diff.ts';
import type { Manifest } from '../manifest.ts';
import { MANIFEST_FILE, serverFolder } from './output.ts';
import type { Project } from './project.ts';

// A first look at a large change, not all of it: `callgate diff` tells that.
const MAX_ROWS = 20;

/** Prints what of the server functions is other than in the last build. */
export function buildReportPlugin(project: Project): Plugin {
  let last: Promise<Manifest | undefined> | undefined;
  return {
    name: 'callgate:build-report',
    apply: 'build',
    buildApp: {
      order: 'post',
      async handler() {
        const manifest = await readManifest(project);
        if (manifest !== undefined)
          project.config().logger.info(describeBuild(await last, manifest));
      },
    },
    async buildStart() {
      // Before the folder is emptied, and once: the environments are built one after the other.
      last ??= readManifest(project);
      await last;
    },
  };
}

async function readManifest(project: Project): Promise<Manifest | undefined> {
  try {
    const file = join(serverFolder(project), MANIFEST_FILE);
    const manifest: unknown = JSON.parse(await readFile(file, 'utf8'));
    assertManifest(manifest, file);
    return manifest;
  } catch {
    // There is none, or another version has written it: nothing to compare with.
    return undefined;
  }
}

/** A line with the counts, and a line for each function that is new or gone. */
function describeBuild(last: Manifest | undefined, manifest: Manifest): string {
  const count = Object.keys(manifest.functions).length;
  const total = `callgate: ${count} server ${count === 1 ? 'function' : 'functions'} can be called`;
  if (last === undefined) return total;
  const { added, removed } = diffManifests(last, manifest);
  if (added.length + removed.length === 0) return `${total}, the same as in the last build`;
  const rows = [
    ...added.map((entry) => row('+', entry)),
    ...removed.map((entry) => row('-', entry)),
  ];
  const width = Math.max(...rows.map(([place]) => place.length));
  const lines = rows.slice(0, MAX_ROWS).map(([place, id]) => `  ${place.padEnd(width)}  ${id}`);
  const rest = rows.length - lines.length;
  return [
    `${total}; ${added.length} new and ${removed.length} removed since the last build`,
    ...lines,
    ...(rest > 0 ? [`  and ${rest} more: \`callgate diff\` compares manifests`] : []),
  ].join('\n');
}

function row(sign: '+' | '-', { id, function: { module, name } }: FunctionEntry): [string, string] {
  return [`${sign} ${module}  ${name}`, id.slice(0, 12)];
}
