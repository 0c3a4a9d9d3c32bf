import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { protocol } from 'electron'
import { contentSecurityPolicy } from './content-security.ts'
import { developmentServer, fromDevelopmentServer } from './development.ts'
import { pageHost, pageScheme } from './page.ts'

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** Must run before the app is ready: a scheme cannot be given these rights later. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        codeCache: true,
        bypassCSP: false,
        allowServiceWorkers: false,
        corsEnabled: false,
      },
    },
  ])
}

/** The bundled files by the path under which the page asks for them, e.g. `/assets/index.css`. */
export function listBundle(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(files.map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file]))
}

type Verdict = { status: 200; file: string } | { status: 400 | 403 | 404 | 405 }

/**
 * Which bundled file a request may have. Only what the list holds is ever answered, so no path can lead outside;
 * odd spellings are refused all the same, before anything is looked up.
 */
export function judge(method: string, url: string, files: ReadonlyMap<string, string>): Verdict {
  if (method !== 'GET' && method !== 'HEAD') return { status: 405 }
  if (!URL.canParse(url)) return { status: 400 }
  const { host, protocol: scheme, pathname } = new URL(url)
  if (scheme !== `${pageScheme}:` || host !== pageHost) return { status: 403 }
  if (/%(2f|5c|00|25)/i.test(pathname) || pathname.includes('\\') || pathname.includes('//'))
    return { status: 400 }
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return { status: 400 }
  }
  const file = files.get(path === '/' ? '/index.html' : path)
  return file === undefined ? { status: 404 } : { status: 200, file }
}

function headersFor(type: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy(),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
}

async function answerFrom(files: ReadonlyMap<string, string>, request: Request): Promise<Response> {
  const verdict = judge(request.method, request.url, files)
  if (verdict.status !== 200) {
    return new Response(null, { status: verdict.status, headers: headersFor('text/plain') })
  }
  const type = mimeTypes[extname(verdict.file)] ?? 'application/octet-stream'
  const body = request.method === 'HEAD' ? null : new Uint8Array(await readFile(verdict.file))
  return new Response(body, { status: 200, headers: headersFor(type) })
}

async function answerInDevelopment(server: string, request: Request): Promise<Response> {
  const response = await fromDevelopmentServer(server, request)
  const type = response.headers.get('content-type') ?? 'application/octet-stream'
  return new Response(response.body, { status: response.status, headers: headersFor(type) })
}

/** Serves the page from `folder`, the built renderer (or from Vite's server in development). */
export function servePage(folder: string): void {
  if (developmentServer !== undefined) {
    const server = developmentServer
    protocol.handle(pageScheme, (request) => answerInDevelopment(server, request))
    return
  }
  const files = listBundle(folder)
  protocol.handle(pageScheme, (request) => answerFrom(files, request))
}
