import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** One attempt to reach anything: protocol, port, and what came first. */
export interface Contact {
  readonly protocol: 'udp' | 'tcp'
  readonly port: number
  /** The name that a DNS query asks for, or the first bytes as text. */
  readonly said: string
}

const udpPorts = [53, 443, 3478, 5353, 1900]
const tcpPorts = [53, 80, 443, 853, 3478]

/** The name in a DNS query, labels joined by dots. */
function nameAsked(packet: Buffer): string {
  const labels: string[] = []
  for (let at = 12; at < packet.length;) {
    const length = packet.readUInt8(at)
    if (length === 0 || length > 63) break
    labels.push(packet.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return labels.join('.')
}

/** The answer to a DNS query: one A record of an address that is nobody's (RFC 5737). */
function dnsAnswer(query: Buffer): Buffer {
  const answer = Buffer.from(query)
  answer.writeUInt16BE(0x8180, 2)
  answer.writeUInt16BE(1, 6)
  const record = Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 203, 0, 113, 7])
  // What follows the question (EDNS options) does not belong into the answer.
  let end = 12
  while (end < answer.length && answer.readUInt8(end) !== 0) end += 1 + answer.readUInt8(end)
  answer.writeUInt16BE(0, 10)
  return Buffer.concat([answer.subarray(0, end + 5), record])
}

/** Listens on the ports of DNS, the web, QUIC, STUN, TURN, mDNS and SSDP for every address, and keeps what comes. */
export async function startHoneypot(): Promise<{ contacts: Contact[]; stop(): void }> {
  const contacts: Contact[] = []
  const stops: (() => void)[] = []
  for (const port of udpPorts) {
    const socket = createSocket({ type: 'udp6', reuseAddr: true })
    socket.on('message', (packet, { address, port: from }) => {
      contacts.push({
        protocol: 'udp',
        port,
        said: port === 53 ? nameAsked(packet) : packet.toString('latin1', 0, 40),
      })
      if (port === 53) socket.send(dnsAnswer(packet), from, address)
    })
    socket.bind(port, '::')
    await once(socket, 'listening')
    stops.push(() => socket.close())
  }
  for (const port of tcpPorts) {
    const server = createServer((socket) => {
      const contact = { protocol: 'tcp' as const, port, said: '' }
      contacts.push(contact)
      socket.on('error', () => undefined)
      socket.once('data', (data) => {
        Object.assign(contact, { said: data.toString('latin1', 0, 60).split('\r\n')[0] ?? '' })
        socket.end('HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n')
      })
    })
    server.listen(port, '::')
    await once(server, 'listening')
    stops.push(() => server.close())
  }
  return { contacts, stop: () => stops.forEach((stop) => stop()) }
}
