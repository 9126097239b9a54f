'use server';
export async function echo(...args) {
  return args;
}
