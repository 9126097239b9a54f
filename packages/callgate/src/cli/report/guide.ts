import type { Html } from './html.ts';
import { html } from './html.ts';

/** Says how to read the page. */
export const guide: Html = html`<details class="guide">
  <summary>How to read this page</summary>
  <p>
    Every function on this page can be called with a POST request by anyone who can reach the app
    and knows its id; ids are in the client's code. Each of them has to check who is calling and
    what it was given.
  </p>
  <dl>
    <div>
      <dt>Arguments</dt>
      <dd>
        How many the function declares. They come from the client and are not to be trusted.
        <em>Any</em> and <em>or more</em> mark functions that receive however many the client sends.
      </dd>
    </div>
    <div>
      <dt>Captures</dt>
      <dd>
        Values of the surrounding code that an inline function uses. They travel through the client,
        encrypted and authenticated, and come back with the call. An arrow shows the members that
        travel; <em>whole value</em> means everything reachable from it does.
      </dd>
    </div>
    <div>
      <dt>Imported by</dt>
      <dd>
        Modules whose import statements name the function, directly or through re-exports; with
        <code>import *</code> and <code>import()</code>, its whole module. A function without one
        can still be called: its id is public all the same.
      </dd>
    </div>
    <div>
      <dt>Id</dt>
      <dd>What stands for the function in a request, in logs and in the manifest.</dd>
    </div>
  </dl>
</details>`;
