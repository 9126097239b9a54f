import rsc from '@vitejs/plugin-rsc';
import { callgate } from 'callgate/vite';
import { defineConfig } from 'vite';

// oxlint-disable-next-line import/no-default-export
export default defineConfig({
  plugins: [
    callgate(),
    rsc({
      entries: {
        rsc: './src/entry.rsc.tsx',
        ssr: './src/entry.ssr.tsx',
        client: './src/entry.browser.tsx',
      },
    }),
  ],
});
