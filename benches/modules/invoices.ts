'use server';

import { revalidatePath, revalidateTag } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';

import { requireRole, requireUser } from '@/lib/auth';
import { db } from '@/lib/db';
import { createPdf } from '@/lib/pdf';
import { storage } from '@/lib/storage';
import type { Invoice, InvoiceLine } from '@/types/invoice';

const line = z.object({
  description: z.string().trim().min(1).max(500),
  quantity: z.coerce.number().positive().max(1_000_000),
  unitPrice: z.coerce.number().int().nonnegative(),
  vat: z.enum(['0', '7', '19']),
});

const invoice = z.object({
  customerId: z.string().uuid(),
  dueAt: z.coerce.date(),
  currency: z.enum(['EUR', 'USD', 'GBP']).default('EUR'),
  lines: z.array(line).min(1).max(200),
  note: z.string().max(2000).optional(),
});

export type InvoiceInput = z.input<typeof invoice>;
export type Result<T> = { ok: true; value: T } | { ok: false; errors: Record<string, string[]> };

function totalOf(lines: readonly InvoiceLine[]): { net: number; vat: number; gross: number } {
  let net = 0;
  let vat = 0;
  for (const { quantity, unitPrice, vat: rate } of lines) {
    const amount = Math.round(quantity * unitPrice);
    net += amount;
    vat += Math.round((amount * Number(rate)) / 100);
  }
  return { net, vat, gross: net + vat };
}

async function nextNumber(year: number): Promise<string> {
  const { count } = await db.counter.update({
    where: { name: `invoice-${year}` },
    data: { count: { increment: 1 } },
  });
  return `${year}-${String(count).padStart(5, '0')}`;
}

/** Creates a draft and gives its id. */
export async function createInvoice(input: InvoiceInput): Promise<Result<string>> {
  const user = await requireUser();
  const parsed = invoice.safeParse(input);
  if (!parsed.success) {
    return { ok: false, errors: parsed.error.flatten().fieldErrors as Record<string, string[]> };
  }
  const { lines, ...head } = parsed.data;
  const created = await db.invoice.create({
    data: { ...head, ...totalOf(lines), status: 'draft', ownerId: user.id, lines: { create: lines } },
  });
  revalidatePath('/invoices');
  return { ok: true, value: created.id };
}

/** Numbers a draft, makes its PDF and locks it. */
export async function issueInvoice(id: string): Promise<Result<Invoice>> {
  const user = await requireRole('accountant');
  const draft = await db.invoice.findUnique({ where: { id }, include: { lines: true, customer: true } });
  if (draft === null || draft.organisationId !== user.organisationId) {
    return { ok: false, errors: { id: ['There is no such invoice'] } };
  }
  if (draft.status !== 'draft') {
    return { ok: false, errors: { status: [`The invoice is ${draft.status}`] } };
  }
  const issuedAt = new Date();
  const number = await nextNumber(issuedAt.getFullYear());
  const pdf = await createPdf('invoice', { ...draft, number, issuedAt });
  const key = `invoices/${user.organisationId}/${number}.pdf`;
  await storage.put(key, pdf, { contentType: 'application/pdf' });
  const issued = await db.$transaction(async (tx) => {
    await tx.audit.create({ data: { action: 'issue', subject: id, actorId: user.id } });
    return tx.invoice.update({ where: { id }, data: { status: 'issued', number, issuedAt, pdf: key } });
  });
  revalidateTag(`invoice-${id}`);
  return { ok: true, value: issued };
}

export const cancelInvoice = async (id: string, reason: string): Promise<void> => {
  const user = await requireRole('accountant');
  await db.invoice.update({
    where: { id, organisationId: user.organisationId, status: { in: ['issued', 'overdue'] } },
    data: { status: 'cancelled', cancelledAt: new Date(), reason: reason.slice(0, 500) },
  });
  revalidateTag(`invoice-${id}`);
};

export async function sendReminder(id: string, { level = 1 }: { level?: 1 | 2 | 3 } = {}) {
  const user = await requireRole('accountant');
  const found = await db.invoice.findFirst({
    where: { id, organisationId: user.organisationId, status: 'issued', dueAt: { lt: new Date() } },
    select: { id: true, number: true, gross: true, customer: { select: { email: true, name: true } } },
  });
  if (!found) throw new Error('Only invoices that are due can be reminded of');
  const fee = [0, 0, 500, 1500][level] ?? 0;
  await db.reminder.create({ data: { invoiceId: found.id, level, fee, sentBy: user.id } });
  return { number: found.number, to: found.customer.email, amount: found.gross + fee };
}

export async function duplicateInvoice(formData: FormData): Promise<never> {
  const id = String(formData.get('id'));
  const user = await requireUser();
  const source = await db.invoice.findUniqueOrThrow({ where: { id, ownerId: user.id }, include: { lines: true } });
  const lines = source.lines.map(({ description, quantity, unitPrice, vat }) => ({
    description,
    quantity,
    unitPrice,
    vat,
  }));
  const copy = await db.invoice.create({
    data: { customerId: source.customerId, currency: source.currency, status: 'draft', lines: { create: lines } },
  });
  redirect(`/invoices/${copy.id}/edit`);
}
