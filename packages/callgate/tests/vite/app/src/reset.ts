'use server';

/** Reached from the server graph only; nobody imports the other one. */
export async function reset(): Promise<void> {}

export async function resetAll(): Promise<void> {}
