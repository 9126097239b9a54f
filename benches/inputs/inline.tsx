export async function Item$N({ item, user }: { item: Item; user: User }) {
  const label = `${item.title} by ${user.name}`;
  async function rename(formData: FormData) {
    'use server';
    const title = String(formData.get('title'));
    if (title.length === 0) throw new Error('An item needs a title');
    await db.items.update(item.id, { title, updatedBy: user.id });
    revalidatePath(`/items/${item.id}`);
  }
  return (
    <form action={rename} className="item">
      <input name="title" aria-label={label} defaultValue={item.title} />
      <button type="submit">Rename</button>
    </form>
  );
}
