'use server';

import { z } from 'zod';

import { db } from '@/lib/db';
import { sendMail } from '@/lib/mail';

const schema = z.object({
  email: z.string().email('Please give an e-mail address').max(254),
  topics: z.array(z.enum(['product', 'engineering', 'events'])).min(1),
});

export interface SubscribeState {
  status: 'idle' | 'subscribed' | 'invalid';
  errors?: Record<string, string[] | undefined>;
}

export async function subscribe(previous: SubscribeState, formData: FormData): Promise<SubscribeState> {
  const parsed = schema.safeParse({
    email: formData.get('email'),
    topics: formData.getAll('topics'),
  });
  if (!parsed.success) {
    return { status: 'invalid', errors: parsed.error.flatten().fieldErrors };
  }
  const { email, topics } = parsed.data;
  const token = crypto.randomUUID();
  await db.subscription.upsert({
    where: { email },
    create: { email, topics, token, confirmedAt: null },
    update: { topics },
  });
  await sendMail({ to: email, template: 'confirm-subscription', values: { token } });
  return { status: 'subscribed' };
}
