// @ts-check
// What a browser without JavaScript does with a form.

const ENTITIES = { '&quot;': '"', '&amp;': '&', '&lt;': '<', '&gt;': '>', '&#x27;': "'" };

/** @param {string} text */
function unescape(text) {
  return text.replace(
    /&(?:quot|amp|lt|gt|#x27);/g,
    (entity) => ENTITIES[/** @type {keyof typeof ENTITIES} */ (entity)],
  );
}

/** The fields of a form of a page. @param {string} html @param {string} id */
export function formOf(html, id) {
  const forms = [...html.matchAll(/<form([^>]*)>([^]*?)<\/form>/g)];
  const [, attributes = '', content = ''] =
    forms.find(([, found]) => found?.includes(`id="${id}"`)) ?? [];
  const form = new FormData();
  for (const [input] of content.matchAll(/<input[^>]*>/g)) {
    const value = input.match(/ value="([^"]*)"/)?.[1] ?? '';
    const name = input.match(/ name="([^"]*)"/)?.[1];
    if (name !== undefined) form.append(unescape(name), unescape(value));
  }
  return { attributes, form };
}

/** Posts a form as the page's own. @param {string} origin @param {FormData} form */
export async function post(origin, form) {
  const response = await fetch(`${origin}/page`, {
    method: 'POST',
    body: form,
    headers: { origin },
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}
