'use server';

import { format } from './format.ts';

const secretOfActions = 'MARK-actions-constant';

export async function greet(name: string): Promise<string> {
  if (name === '') throw new Error(`MARK-actions-error ${secretOfActions}`);
  return format(name);
}

export async function add(previous: number, form: FormData): Promise<number> {
  return previous + Number(form.get('by'));
}

export async function neverUsed(): Promise<string> {
  return 'MARK-actions-unused';
}
