/** The document around every page; the script asks for the page itself. */
export const SHELL = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/client/main.css">
<script type="module" src="/client/main.js"></script>
</head>
<body>
<div id="root"></div>
<noscript>This page needs JavaScript. <a href="/report">What this server can be asked to do</a> does not.</noscript>
</body>
</html>
`;

/** Headers of pages. They depend on who is signed in, so nothing in between may keep them. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'private, no-store',
  // Only our own files, no inline script, no frame around us: what an injection would need.
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; " +
    "base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  vary: 'accept, cookie',
};
