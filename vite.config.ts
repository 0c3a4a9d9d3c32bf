import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** How long a build's parts took is nothing to tell who only starts the program. */
const checks = { pluginTimings: false }

/** The tile workers' decoders ask for modules of Node in branches that no worker takes. */
const withoutNode: Plugin = {
  name: 'decoders-without-node',
  enforce: 'pre',
  resolveId: (id) => (/^(fs|path|module)$/.test(id) ? '\0without-node' : null),
  load: (id) => (id === '\0without-node' ? 'export default {}' : null),
}

/** The page. It is served from app://roadstead/, so nothing is inlined and every address is relative. */
export default defineConfig({
  root: 'renderer',
  base: './',
  publicDir: false,
  plugins: [react()],
  worker: { format: 'es', plugins: () => [withoutNode], rolldownOptions: { checks } },
  build: {
    outDir: '../dist/renderer',
    target: 'chrome130',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3000,
    rolldownOptions: { checks },
  },
})
