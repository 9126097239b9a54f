import { Refusal } from '../../refusal.ts';

/** Refuses a reply. React never sees it. */
export function refuseReply(reason: string, cause?: unknown): never {
  throw new Refusal('arguments', reason, { cause });
}
