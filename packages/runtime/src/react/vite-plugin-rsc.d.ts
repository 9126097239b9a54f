// React ships no types for these modules; only what the bindings use is declared.

declare module '@vitejs/plugin-rsc/vendor/react-server-dom/server.edge' {
  export const renderToReadableStream: import('./server.ts').ReactServer['renderToReadableStream'];
  export const decodeReply: import('./server.ts').ReactServer['decodeReply'];
  export const decodeFormState: import('./server.ts').ReactServer['decodeFormState'];
}

declare module '@vitejs/plugin-rsc/vendor/react-server-dom/client.edge' {
  export const createFromReadableStream: import('./server.ts').ReactServerSideClient['createFromReadableStream'];
  export const encodeReply: import('./client.ts').ReactClient['encodeReply'];
  export const createFromFetch: import('./client.ts').ReactClient['createFromFetch'];
  export const registerServerReference: import('./client.ts').ReactClient['registerServerReference'];
}

declare module '@vitejs/plugin-rsc/vendor/react-server-dom/client.browser' {
  export const encodeReply: import('./client.ts').ReactClient['encodeReply'];
  export const createFromFetch: import('./client.ts').ReactClient['createFromFetch'];
  export const registerServerReference: import('./client.ts').ReactClient['registerServerReference'];
}
