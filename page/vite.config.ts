import { defineConfig } from 'vitest/config';

// The server sends a strict policy: nothing inline, nothing from elsewhere. So assets are files of
// their own (no data: addresses), and the page is built for a server of its own at the root.
export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  test: { environment: 'jsdom', include: ['tests/unit/**/*.test.ts'] },
});
