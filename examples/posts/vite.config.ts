import react from '@vitejs/plugin-react';
import rsc from '@vitejs/plugin-rsc';
import { callgate } from 'callgate/vite';
import { defineConfig, type UserConfig } from 'vite';

const config: UserConfig = defineConfig({
  plugins: [callgate(), rsc(), react()],
  environments: {
    // `main` is the production server; development has Vite's, which calls `index`.
    rsc: input({ index: 'entries/rsc.ts', main: 'server/main.ts' }),
    ssr: input({ index: 'entries/ssr.tsx' }),
    client: input({ index: 'entries/browser.tsx' }),
  },
  // What is found late makes the development server optimise again, and reload the page.
  optimizeDeps: { include: ['rsc-html-stream/client'] },
});

// oxlint-disable-next-line import/no-default-export -- what Vite reads
export default config;

function input(files: Record<string, string>) {
  return {
    build: {
      sourcemap: true,
      rolldownOptions: {
        input: files,
        // The code that other plugins generate has no map, and nobody steps through it. How long
        // plugins take is for those who ask.
        checks: { sourcemapBroken: false, pluginTimings: false },
      },
    },
  };
}
