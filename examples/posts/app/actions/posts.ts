'use server';

import { refresh, revalidatePath, updateTag } from '@callgate/runtime/cache';
import { redirect } from '@callgate/runtime/navigation';

import { database } from '../../lib/database.ts';
import { type FormErrors, readFields } from '../../lib/form-fields.ts';
import { addPost, existingPost, ownPost } from '../../lib/posts.ts';
import { refuse } from '../../lib/refuse.ts';
import { requireViewer } from '../../lib/session.ts';
import { POSTS_TAG } from '../../lib/summaries.ts';
import { form, identifier, positiveInteger, record, text, word } from '../../lib/validate.ts';

const TITLE = { max: 120 };
const BODY = { max: 10_000 };
const MAX_TAGS = 8;

/** What {@link updatePost} can change. */
export interface PostChanges {
  title?: string;
  body?: string;
}

/** Publishes a post of the caller and gives its id. */
export async function createPost(title: string, body: string, topic = 'general'): Promise<string> {
  const author = await requireViewer();
  const post = {
    authorId: author.id,
    topic: word(topic, 'topic'),
    title: text(title, 'title', TITLE),
    body: text(body, 'body', BODY),
    submission: null,
  };
  const id = await database().change((data) => addPost(data, post));
  updateTag(POSTS_TAG);
  return id;
}

/**
 * Publishes what the form holds and leads to the new post; or gives what has to be mended, and what
 * was written, so that nobody types it again.
 */
export async function publishPost(_previous: unknown, formData: FormData): Promise<FormErrors> {
  const author = await requireViewer();
  const fields = readFields(form(formData), {
    title: { max: TITLE.max },
    body: { max: BODY.max },
    topic: { max: 30, pattern: /^[a-z][a-z0-9-]*$/, rule: 'One word in lower case.' },
  });
  if (fields.errors !== null) return { errors: fields.errors, values: fields.values };
  // The form names itself. However often it is sent, by two clicks or once more later, it is one post.
  const submission = identifier(formData.get('submission'), 'submission');
  const post = { authorId: author.id, submission, ...fields.values };
  const id = await database().change((data) => {
    const same = data.posts.find(
      (each) => each.submission === submission && each.authorId === author.id,
    );
    return same?.id ?? addPost(data, post);
  });
  updateTag(POSTS_TAG);
  redirect(`/posts/${id}`);
}

/**
 * Changes a post of the caller and gives its new revision. With `revision`, only if that is still
 * the current one: nobody overwrites a text that they have not seen.
 */
export async function updatePost(
  postId: string,
  changes: PostChanges,
  revision?: number,
): Promise<number> {
  const author = await requireViewer();
  const id = identifier(postId, 'postId');
  const fields = record(changes, 'changes', ['title', 'body']);
  const title = fields.title === undefined ? null : text(fields.title, 'title', TITLE);
  const body = fields.body === undefined ? null : text(fields.body, 'body', BODY);
  const expected = revision === undefined ? null : positiveInteger(revision, 'revision');
  const current = await database().change((data) => {
    const post = ownPost(data, id, author.id);
    if (expected !== null && post.revision !== expected) {
      refuse(409, 'edited-meanwhile', 'The post was edited meanwhile. Reload it.');
    }
    post.title = title ?? post.title;
    post.body = body ?? post.body;
    post.revision += 1;
    return post.revision;
  });
  // The page of the post by its path, the lists that name the post by their tag.
  revalidatePath(`/posts/${id}`);
  updateTag(POSTS_TAG);
  return current;
}

/** Deletes a post of the caller. */
export async function deletePost(postId: string): Promise<void> {
  const author = await requireViewer();
  const id = identifier(postId, 'postId');
  await database().change((data) => {
    const post = ownPost(data, id, author.id);
    data.posts.splice(data.posts.indexOf(post), 1);
  });
  updateTag(POSTS_TAG);
}

/** Likes a post for the caller, once, and gives the number of its likes. */
export async function likePost(postId: string): Promise<number> {
  const viewer = await requireViewer();
  const id = identifier(postId, 'postId');
  return database().change((data) => {
    const post = existingPost(data, id);
    if (!post.likedBy.includes(viewer.id)) post.likedBy.push(viewer.id);
    return post.likedBy.length;
  });
}

/** Adds a tag to a post of the caller. */
export async function addTag(postId: string, formData: FormData): Promise<void> {
  const author = await requireViewer();
  const id = identifier(postId, 'postId');
  const tag = word(form(formData).get('tag'), 'tag');
  await database().change((data) => {
    const post = ownPost(data, id, author.id);
    if (post.tags.includes(tag)) return;
    if (post.tags.length >= MAX_TAGS) {
      refuse(400, 'too-many-tags', `A post has at most ${MAX_TAGS} tags.`);
    }
    post.tags.push(tag);
  });
  refresh();
}

/** Counts a view of a post and gives the number of views. Open to everyone: readers need no account. */
export async function recordView(postId: string): Promise<number> {
  const id = identifier(postId, 'postId');
  return database().change((data) => {
    const post = existingPost(data, id);
    post.views += 1;
    return post.views;
  });
}
