/** Changes item $N and gives what it was changed to. */
export async function updateItem$N(id: string, values: { title?: string; done?: boolean } = {}) {
  const user = await requireUser();
  const item = await db.items.findOne({ where: { id, ownerId: user.id } });
  if (item === null) throw new Error(`User ${user.id} has no item ${id}`);
  const changed = await db.items.update(item.id, { ...values, updatedBy: user.id });
  revalidatePath(`/items/${changed.id}`);
  return { ok: true, item: changed };
}
