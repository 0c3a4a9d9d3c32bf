// Everything by which a page can try to reach the network, one after the other. Runs in the page; uses nothing else.
/* global document, navigator, window, location, fetch, XMLHttpRequest, WebSocket, EventSource, RTCPeerConnection, WebTransport, FontFace, Worker, Blob, URL, Image, setTimeout */
globalThis.probeTheNetwork = async (waitMs) => {
  const host = '203.0.113.9'
  const name = (kind) => `${kind}.honeypot.example`
  const attempt = (start) => {
    try {
      const value = start()
      if (value && typeof value.catch === 'function') value.catch(() => undefined)
      return value
    } catch {
      return undefined
    }
  }
  const add = (tag, attributes, parent = document.body) => {
    const element = document.createElement(tag)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    parent.append(element)
    return element
  }
  for (const base of [`http://${host}`, `https://${host}`, `http://${name('web')}`]) {
    attempt(() => fetch(`${base}/fetch`, { mode: 'no-cors' }))
    attempt(() => {
      const request = new XMLHttpRequest()
      request.open('GET', `${base}/xhr`)
      request.send()
    })
    attempt(() => (new Image().src = `${base}/image.png`))
    attempt(() => navigator.sendBeacon(`${base}/beacon`, 'x'))
    attempt(() => new EventSource(`${base}/events`))
    attempt(() => new WebSocket(`${base.replace('http', 'ws')}/socket`))
    attempt(() => add('script', { src: `${base}/script.js` }))
    attempt(() => add('iframe', { src: `${base}/frame` }))
    attempt(() => add('video', { src: `${base}/video.mp4`, autoplay: '' }))
    attempt(() => add('link', { rel: 'stylesheet', href: `${base}/style.css` }))
    attempt(() => add('link', { rel: 'prefetch', href: `${base}/prefetch` }, document.head))
    attempt(() => add('link', { rel: 'preconnect', href: base }, document.head))
    attempt(() => add('link', { rel: 'icon', href: `${base}/icon.png` }, document.head))
    attempt(() => (add('style', {}).textContent = `@import url(${base}/import.css);`))
    attempt(() => new FontFace('far', `url(${base}/font.woff2)`).load())
    attempt(() => new Worker(URL.createObjectURL(new Blob([`importScripts('${base}/worker.js')`]))))
    attempt(() => navigator.serviceWorker?.register(`${base}/service.js`))
    attempt(() => add('a', { href: '#', ping: `${base}/ping` }).click())
    attempt(() => window.open(`${base}/window`))
    attempt(() => {
      const form = add('form', { action: `${base}/form`, method: 'post', target: '_blank' })
      form.requestSubmit()
    })
  }
  attempt(() => add('link', { rel: 'dns-prefetch', href: `//${name('prefetch')}` }, document.head))
  attempt(() => new WebTransport(`https://${host}:443/quic`).ready)
  attempt(() => {
    const peer = new RTCPeerConnection({
      iceServers: [
        { urls: [`stun:${host}:3478`, `stun:${name('stun')}:3478`] },
        { urls: `turn:${host}:3478?transport=tcp`, username: 'u', credential: 'c' },
        { urls: `turn:${name('turn')}:3478?transport=udp`, username: 'u', credential: 'c' },
      ],
    })
    peer.createDataChannel('x')
    return peer.createOffer().then((offer) => peer.setLocalDescription(offer))
  })
  await new Promise((resolve) => setTimeout(resolve, waitMs))
  attempt(() => location.assign(`http://${host}/navigation`))
  await new Promise((resolve) => setTimeout(resolve, 1_000))
}
