/** `user.address["street name"]`: a member path as code. */
export function memberPath(name: string, path: readonly string[]): string {
  const steps = path.map((key) =>
    /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`,
  );
  return name + steps.join('');
}
