'use server';

import { format } from './format.ts';

export async function greet(name: string): Promise<string> {
  return format(name);
}

export async function add(previous: number, form: FormData): Promise<number> {
  return previous + Number(form.get('by'));
}

export async function unused(): Promise<void> {}
