import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = import.meta.dirname;
const shopEntry = resolve(here, 'src/shop/main.tsx');
const server = process.env.SHOAL_DEV_SERVER ?? 'http://127.0.0.1:8080';
const toServer = { target: server, changeOrigin: false };

/** Two entries: the app for members, and the islands of the consumer's page, which the server finds by the manifest. */
export default defineConfig({
  root: here,
  plugins: [react()],
  // The server replaces the placeholder with each answer's own nonce.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: resolve(here, 'dist'),
    emptyOutDir: true,
    manifest: true,
    target: ['chrome109', 'safari15.4', 'firefox115'],
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      input: { app: resolve(here, 'index.html'), ...(existsSync(shopEntry) && { shop: shopEntry }) },
      treeshake: {
        // A contract module only declares: what nobody names stays out, and zod with it.
        moduleSideEffects: [{ test: /[\\/]contract[\\/]src[\\/]/, sideEffects: false }],
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: {
      '/api': toServer,
      '/socket.io': { ...toServer, ws: true },
      '/hls': toServer,
      '/s/': toServer,
      '/f/': toServer,
      '/p/': toServer,
      '/q/': toServer,
      '/pictures': toServer,
      '/clips': toServer,
    },
  },
});
