import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The page. It is served from app://roadstead/, so nothing is inlined and every address is relative. */
export default defineConfig({
  root: 'renderer',
  base: './',
  publicDir: false,
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/renderer',
    target: 'chrome130',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3000,
  },
})
