import * as client from '@callgate/runtime/client';
import { webpackClientBinding } from '@callgate/runtime/react/webpack-client';
import { createFromFetch } from 'react-server-dom-webpack/client.browser';

client.setReactBinding(webpackClientBinding());

globalThis.callgate = {
  ...client,
  fetchPage: () => createFromFetch(fetch('/page'), { callServer: client.callServer }),
};
