import { developmentServer } from './development.ts'

const policy: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  // WebAssembly decodes raster blocks; scripts themselves come from the bundle alone.
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
}

/** What Vite's page needs beyond the product's policy: its nonce and its socket. */
function additionsFor(server: string): Readonly<Record<string, string>> {
  const socket = server.replace(/^http/, 'ws')
  return { 'script-src': "'nonce-dev'", 'style-src': "'nonce-dev'", 'connect-src': socket }
}

/** The Content-Security-Policy header that stands on every answer of app://roadstead. */
export function contentSecurityPolicy(): string {
  const additions = developmentServer === undefined ? {} : additionsFor(developmentServer)
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, sources, additions[directive]].filter(Boolean).join(' '))
    .join('; ')
}
