export function format(name: string): string {
  return `Hello ${name}, says the server`;
}
