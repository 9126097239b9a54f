// React ships no types for these modules; only what the bindings use is declared.

declare module 'react-server-dom-parcel/server' {
  export const renderToReadableStream: import('./parcel.ts').ParcelServer['renderToReadableStream'];
  export const decodeReply: import('./parcel.ts').ParcelServer['decodeReply'];
  export const decodeFormState: import('./parcel.ts').ParcelServer['decodeFormState'];
  export const registerServerActions: import('./parcel.ts').ParcelServer['registerServerActions'];
}

declare module 'react-server-dom-parcel/client.browser' {
  export const createFromReadableStream: import('./parcel.ts').ParcelClient['createFromReadableStream'];
  export const encodeReply: import('./parcel.ts').ParcelClient['encodeReply'];
  export const createFromFetch: import('./parcel.ts').ParcelClient['createFromFetch'];
  export const registerServerReference: import('./parcel.ts').ParcelClient['registerServerReference'];
  export const setServerCallback: import('./parcel.ts').ParcelClient['setServerCallback'];
}

declare module 'react-server-dom-parcel/client.edge' {
  export const encodeReply: import('./client.ts').ReactClient['encodeReply'];
  export const createFromFetch: import('./client.ts').ReactClient['createFromFetch'];
  export const registerServerReference: import('./client.ts').ReactClient['registerServerReference'];
}
