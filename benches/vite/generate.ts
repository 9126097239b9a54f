import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a generated project holds. */
export interface Size {
  /** Modules with server functions; one half with the directive of the file, one half inline. */
  readonly modules: number;
  /** Server functions of each. */
  readonly functions: number;
}

/** The size that the figures are for: 500 modules with 2,000 server functions. */
export const FULL: Size = { modules: 500, functions: 4 };

/** Who compiles the server functions of a project. */
export type Variant = 'callgate' | 'plugin-rsc';

// As many modules of server functions as a client component of an app uses.
const PER_CLIENT_COMPONENT = 10;

/** Writes a project that both can build. */
export function generate(folder: string, { modules, functions }: Size): void {
  const half = modules / 2;
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  for (const name of ['actions', 'sections', 'forms']) {
    mkdirSync(join(folder, 'src', name), { recursive: true });
  }
  write('package.json', '{ "type": "module" }\n');
  write('tsconfig.json', '{ "compilerOptions": { "jsx": "react-jsx" } }\n');
  for (let index = 0; index < half; index += 1) {
    write(`src/actions/actions${index}.ts`, actionsModule(index, functions));
    write(`src/sections/section${index}.tsx`, sectionModule(index, functions));
  }
  const forms = Math.ceil(half / PER_CLIENT_COMPONENT);
  for (let index = 0; index < forms; index += 1) {
    write(`src/forms/form${index}.tsx`, formModule(index, Math.min(half, (index + 1) * 10)));
  }
  write('src/page.tsx', pageModule(half, forms));
  write('src/entry.ssr.tsx', ssrEntry);
  for (const variant of ['callgate', 'plugin-rsc'] as const) {
    write(`src/entry.rsc.${variant}.tsx`, rscEntries[variant]);
    write(`src/entry.browser.${variant}.tsx`, browserEntries[variant]);
  }
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function actionsModule(index: number, functions: number): string {
  const actions = range(functions).map(
    (n) => `
/** Saves a draft of kind ${n}. */
export async function save${index}x${n}(previous: Draft | null, form: FormData): Promise<Draft> {
  const title = String(form.get('title') ?? '').trim();
  const tags = form.getAll('tag').map((tag) => String(tag).toLowerCase());
  if (title.length < 3) {
    return { id: ${n}, title, tags, error: 'The title is too short.' };
  }
  const seen = new Set<string>();
  for (const tag of tags) if (!seen.has(tag)) seen.add(tag);
  return { id: (previous?.id ?? 0) + ${index}, title, tags: [...seen], error: null };
}
`,
  );
  return `'use server';

interface Draft {
  readonly id: number;
  readonly title: string;
  readonly tags: readonly string[];
  readonly error: string | null;
}
${actions.join('')}`;
}

function sectionModule(index: number, functions: number): string {
  const forms = range(functions).map(
    (n) => `
      <form
        action={async (form: FormData) => {
          'use server';
          const amount = Number(form.get('amount')) * rate;
          if (Number.isNaN(amount)) throw new Error(\`no amount for \${user.name}\`);
          ledger.push({ kind: ${n}, owner: user.id, amount, at: limits[${n}] ?? 0 });
        }}
      >
        <input name="amount" />
        <button>Book ${n}</button>
      </form>`,
  );
  return `interface Props {
  readonly user: { readonly id: string; readonly name: string };
  readonly limits: readonly number[];
}

const ledger: { kind: number; owner: string; amount: number; at: number }[] = [];

export function Section${index}({ user, limits }: Props) {
  const rate = 1 + ${index} / 100;
  return (
    <section>
      <h2>{user.name}</h2>${forms.join('')}
    </section>
  );
}
`;
}

function formModule(index: number, end: number): string {
  const modules = range(end).slice(index * PER_CLIENT_COMPONENT);
  const imports = modules.map((n) => `import * as actions${n} from '../actions/actions${n}.ts';\n`);
  return `'use client';

import { useActionState } from 'react';
${imports.join('')}
const all = [${modules.map((n) => `actions${n}`).join(', ')}].flatMap((module) => Object.values(module));

function One({ action }: { readonly action: (typeof all)[number] }) {
  const [state, submit] = useActionState(action, null);
  return <form action={submit}>{state?.error}</form>;
}

export function Form${index}() {
  return all.map((action, at) => <One key={at} action={action} />);
}
`;
}

function pageModule(sections: number, forms: number): string {
  const lines = [
    ...range(sections).map((n) => `import { Section${n} } from './sections/section${n}.tsx';`),
    ...range(forms).map((n) => `import { Form${n} } from './forms/form${n}.tsx';`),
  ];
  // All of it is in the build; one of each is on the page that development serves first.
  return `${lines.join('\n')}

export const sections = [${range(sections).map((n) => `Section${n}`)}];
export const forms = [${range(forms).map((n) => `Form${n}`)}];

export function Page() {
  const [Section] = sections;
  const [Form] = forms;
  return (
    <html lang="en">
      <body>
        {Section && <Section user={{ id: '1', name: 'Ada' }} limits={[1, 2, 3, 4]} />}
        {Form && <Form />}
      </body>
    </html>
  );
}
`;
}

const ssrEntry = `import { createFromReadableStream } from '@vitejs/plugin-rsc/ssr';
import { renderToReadableStream } from 'react-dom/server.edge';

export async function renderHtml(flight) {
  const { root } = await createFromReadableStream(flight);
  const bootstrapScriptContent = await import.meta.viteRsc.loadBootstrapScriptContent('index');
  return renderToReadableStream(root, { bootstrapScriptContent });
}
`;

const render = `
async function page() {
  const ssr = await import.meta.viteRsc.loadModule('ssr');
  const html = await ssr.renderHtml(renderToReadableStream({ root: <Page /> }));
  return new Response(html, { headers: { 'content-type': 'text/html' } });
}
`;

const rscEntries: Record<Variant, string> = {
  callgate: `import { createServerFunctionHandler } from '@callgate/runtime/server';
import { renderToReadableStream } from '@vitejs/plugin-rsc/rsc';
import * as callgate from 'virtual:callgate/server';
import { Page } from './page.tsx';

const dispatch = createServerFunctionHandler({ ...callgate, render: page });
${render}
export default async (request) => (await dispatch(request)) ?? page();
`,
  'plugin-rsc': `import { decodeReply, loadServerAction, renderToReadableStream } from '@vitejs/plugin-rsc/rsc';
import { Page } from './page.tsx';
${render}
export default async function handle(request) {
  const id = request.headers.get('x-rsc-action');
  if (id === null) return page();
  const action = await loadServerAction(id);
  return new Response(renderToReadableStream(await action(...(await decodeReply(await request.text())))));
}
`,
};

const browserEntries: Record<Variant, string> = {
  callgate: `import { createFromFetch } from '@vitejs/plugin-rsc/browser';
import { hydrateRoot } from 'react-dom/client';
createFromFetch(fetch(location.href)).then(({ root }) => hydrateRoot(document, root));
`,
  'plugin-rsc': `import { createFromFetch, encodeReply, setServerCallback } from '@vitejs/plugin-rsc/browser';
import { hydrateRoot } from 'react-dom/client';
setServerCallback(async (id, args) =>
  createFromFetch(fetch(location.href, { method: 'POST', headers: { 'x-rsc-action': id }, body: await encodeReply(args) })),
);
createFromFetch(fetch(location.href)).then(({ root }) => hydrateRoot(document, root));
`,
};
