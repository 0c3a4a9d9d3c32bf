/** Replaced by the build: false in the product, whose bundles hold no code that talks to a server. */
declare const DEVELOPMENT: boolean

/** The address of Vite's server while `npm run dev` runs, e.g. `http://127.0.0.1:5173`; undefined in the product. */
export const developmentServer: string | undefined = DEVELOPMENT
  ? process.env['ROADSTEAD_DEV_SERVER']
  : undefined

/** Asks the development server for what the page asked of us. */
export async function fromDevelopmentServer(server: string, request: Request): Promise<Response> {
  if (!DEVELOPMENT) return new Response(null, { status: 404 })
  const { pathname, search } = new URL(request.url)
  const path = pathname === '/index.html' ? '/' : pathname
  try {
    return await fetch(new URL(`${path}${search}`, server), {
      headers: { accept: request.headers.get('accept') ?? '*/*' },
    })
  } catch {
    return new Response(null, { status: 502 })
  }
}
