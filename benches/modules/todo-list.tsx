import { revalidatePath } from 'next/cache';
import { Suspense } from 'react';

import { SubmitButton } from '@/components/submit-button';
import { auth } from '@/lib/auth';
import { db } from '@/lib/db';

interface Props {
  listId: string;
  filter?: 'all' | 'open' | 'done';
}

export default async function TodoList({ listId, filter = 'all' }: Props) {
  const session = await auth();
  const list = await db.list.findUniqueOrThrow({ where: { id: listId }, include: { todos: true } });
  const mayEdit = session !== null && list.members.includes(session.user.id);
  const todos = list.todos.filter((todo) => filter === 'all' || todo.done === (filter === 'done'));

  async function add(formData: FormData) {
    'use server';
    const title = String(formData.get('title') ?? '').trim();
    if (title === '' || !mayEdit) return;
    await db.todo.create({ data: { title, listId, authorId: session?.user.id } });
    revalidatePath(`/lists/${listId}`);
  }

  return (
    <section aria-labelledby="todos">
      <h2 id="todos">{list.name}</h2>
      <ul>
        {todos.map((todo) => (
          <li key={todo.id} data-done={todo.done}>
            <form
              action={async () => {
                'use server';
                await db.todo.update({ where: { id: todo.id }, data: { done: !todo.done } });
                revalidatePath(`/lists/${listId}`);
              }}
            >
              <SubmitButton label={todo.done ? 'Reopen' : 'Done'} />
            </form>
            <span>{todo.title}</span>
            <Suspense fallback={<small>…</small>}>
              <Author id={todo.authorId} />
            </Suspense>
          </li>
        ))}
      </ul>
      {mayEdit && (
        <form action={add}>
          <input name="title" required maxLength={200} placeholder="What is next?" />
          <SubmitButton label="Add" />
        </form>
      )}
    </section>
  );
}

async function Author({ id }: { id: string }) {
  const author = await db.user.findUnique({ where: { id }, select: { name: true } });
  return <small>{author?.name ?? 'somebody'}</small>;
}
