// One file works in every version of `@swc/core` that is supported.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transformSync } from 'callgate';
import { readManifest } from 'callgate/swc';
import { compile, failure, swcOptions, versions } from './support/hosts.ts';

const fileLevel = `'use server';
import { db } from './db';

export async function save(this: void, text: string) {
  switch (text) { case '': { return } default: return db.save(text); }
}
class Draft {
  constructor(private text: string) {}
  get length(): number { return this.text.length }
  set length(value: number) {}
}
export const drafts = async () => [new Draft('')];
`;
const inline = `export function Page({ user }: Props) {
  const o = { get name() { return user.name }, set name(value: string) {} };
  return <form action={async (data: FormData) => { 'use server'; await save(user.id, data); }}>a &amp; {'b'}</form>;
}
`;

for (const swc of versions) {
  test(`@swc/core ${swc.version}`, async (context) => {
    for (const [name, source] of Object.entries({ fileLevel, inline })) {
      for (const environment of ['server', 'client'] as const) {
        if (name === 'inline' && environment === 'client') continue;
        await context.test(`${name} for ${environment} is what the addon makes`, () => {
          const options = { filename: 'src/actions.tsx', environment, root: '/app' } as const;
          const addon = transformSync(source, options);
          const { jsc: { experimental: _, ...jsc } = {}, ...common } = swcOptions({});
          const expected = swc.transformSync(addon.code, { ...common, jsc });
          const result = compile(source, { environment, dev: false }, swc);
          assert.equal(result.code, expected.code);
          assert.deepEqual(readManifest(result), addon.module);
        });
      }
    }
    await context.test('errors fail the transform, all of them, at their places', () => {
      const source = `'use server';\nexport function f() {}\nexport const é = 1, x = 2;\n`;
      const message = failure(source, { environment: 'server' }, swc);
      assert.match(message, /CG1101[^]*a server function must be async[^]*actions\.tsx:2:\d/);
      assert.match(message, /CG1103[^]*`é`[^]*actions\.tsx:3:\d/);
      assert.match(message, /CG1103[^]*`x`[^]*help: [^]*diagnostics\.md#cg1103/);
    });
    await context.test('a module without directives is as it was', () => {
      const source = `const a = (b)=>{\n    return "use strict";\n};\n`;
      assert.equal(compile(source, { environment: 'server' }, swc).code, source);
    });
  });
}
