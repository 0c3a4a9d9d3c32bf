/** The only scheme, host and page that a window of Roadstead ever shows. */
export const pageScheme = 'app'
export const pageHost = 'roadstead'
export const pageOrigin = `${pageScheme}://${pageHost}`
export const pageUrl = `${pageOrigin}/index.html`

/** Whether `url` is the page itself, whatever stands behind its `#`. */
export function isPage(url: string): boolean {
  const [address] = url.split('#')
  return address === pageUrl || address === `${pageOrigin}/`
}

/** Whether `url` lies under the page's origin. */
export function isOfPage(url: string): boolean {
  return url.startsWith(`${pageOrigin}/`)
}
