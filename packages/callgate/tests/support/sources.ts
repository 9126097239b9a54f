/** A file of one server function. */
export const serverFile = `'use server'
export async function save(form: FormData, ...rest: string[]) {
  return rest.concat(String(form.get('name')))
}
`;

/** An inline server function that captures one property. */
export const inlineFile = `export function Page({ user }) {
  async function rename(form) {
    'use server'
    return [user.id, form.get('name')]
  }
  return <form action={rename} />
}
`;

/** A file with an error that lies in its text. */
export const wrongFile = `'use server'
export function save() {}
`;
