/** A feature, and where the application uses it. */
export interface Feature {
  /** Value of the attribute `data-feature`, and the id, of the element that shows it. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** The page of that element. */
  readonly page: string;
  /** The file that holds it. */
  readonly source: string;
}

/** Everything that this application shows, each with the place where it does. */
export const FEATURES: readonly Feature[] = [
  {
    id: 'file-function',
    title: 'Server functions in a file',
    text: 'A client component imports a function of a file with `use server` and calls it.',
    page: '/calls',
    source: 'app/components/refusal-demo.tsx',
  },
  {
    id: 'inline-function',
    title: 'Inline server function',
    text: 'The form that signs you in: a function inside of the component that renders it.',
    page: '/account',
    source: 'app/pages/sign-in.tsx',
  },
  {
    id: 'form-action',
    title: 'Form action in a server component',
    text: 'A short post, written on the first page. It works without JavaScript.',
    page: '/',
    source: 'app/components/composer.tsx',
  },
  {
    id: 'form-action-button',
    title: '`formAction` on a button',
    text: 'The editor of a post saves it; its second button deletes it.',
    page: '/posts/welcome',
    source: 'app/components/post-editor.tsx',
  },
  {
    id: 'function-prop',
    title: 'Function as a prop',
    text: 'The list of comments is a client component, and gets the function that adds one.',
    page: '/posts/welcome',
    source: 'app/pages/post.tsx',
  },
  {
    id: 'event-handler',
    title: 'Event handler with a result',
    text: 'The like button shows the number that the function returns.',
    page: '/posts/welcome',
    source: 'app/components/like-button.tsx',
  },
  {
    id: 'action-state',
    title: '`useActionState`',
    text: 'The form of a new post says what has to be mended, and when it is being sent.',
    page: '/new',
    source: 'app/components/new-post-form.tsx',
  },
  {
    id: 'optimistic',
    title: '`useOptimistic`',
    text: 'A comment is shown before the server has it.',
    page: '/posts/welcome',
    source: 'app/components/comments.tsx',
  },
  {
    id: 'refresh',
    title: '`refresh`',
    text: 'A like in the list: what is not cached is read again.',
    page: '/',
    source: 'app/pages/home.tsx',
  },
  {
    id: 'revalidate-path',
    title: '`revalidatePath`',
    text: 'The words of a post are counted once, until the post is edited.',
    page: '/posts/welcome',
    source: 'app/pages/post.tsx',
  },
  {
    id: 'revalidate-tag',
    title: '`revalidateTag` and `updateTag`',
    text: 'One shows what was cached once more, the other shows the change at once.',
    page: '/cache',
    source: 'app/pages/cache.tsx',
  },
  {
    id: 'redirect',
    title: '`redirect`',
    text: 'A new post leads to its page.',
    page: '/new',
    source: 'app/components/new-post-form.tsx',
  },
  {
    id: 'cookies',
    title: '`cookies`',
    text: 'The theme of the pages: read, set and deleted.',
    page: '/account',
    source: 'app/components/theme-form.tsx',
  },
  {
    id: 'effect',
    title: '`useEffect` and `useTransition`',
    text: 'A view of a post is counted when the post is shown.',
    page: '/posts/welcome',
    source: 'app/components/view-counter.tsx',
  },
  {
    id: 'bind',
    title: 'Arguments of `.bind`',
    text: 'The form that adds a tag knows which post it is for.',
    page: '/posts/welcome',
    source: 'app/components/tags.tsx',
  },
  {
    id: 'captures',
    title: 'Captured values',
    text: 'The buttons of the tags capture the variable of a loop, a prop and the session.',
    page: '/posts/welcome',
    source: 'app/components/tags.tsx',
  },
  {
    id: 'upload',
    title: 'Upload with progress',
    text: 'Your picture, with a bar that follows the bytes.',
    page: '/account',
    source: 'app/components/picture-form.tsx',
  },
  {
    id: 'unauthorised',
    title: 'Refused in the function',
    text: 'A post of somebody else is not deleted, whatever the page shows.',
    page: '/calls',
    source: 'app/components/refusal-demo.tsx',
  },
  {
    id: 'abort',
    title: 'A call that is called off',
    text: 'An export takes its time. The server stops it when you do.',
    page: '/calls',
    source: 'app/components/export-demo.tsx',
  },
  {
    id: 'queues',
    title: 'In parallel and in a queue',
    text: 'Two calls at once, and two one after the other.',
    page: '/calls',
    source: 'app/components/queue-demo.tsx',
  },
  {
    id: 'skew',
    title: 'A page of an older build',
    text: 'It gets an error of its own type, and loads itself again.',
    page: '/calls',
    source: 'app/components/skew-demo.tsx',
  },
];
