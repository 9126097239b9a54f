/** `1 error`, `2 errors`, `1,234 files`. */
export function count(amount: number, noun: string): string {
  return `${amount.toLocaleString('en-US')} ${amount === 1 ? noun : `${noun}s`}`;
}
