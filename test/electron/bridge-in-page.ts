import type { Bridge, WireEvent } from '../../src/contract/bridge.ts'

declare global {
  interface Window {
    /** What the preload gives the page. */
    readonly roadstead: Bridge
    /** Where tests gather what the page is told. */
    heard: WireEvent[]
    policyViolations: string[]
    ran: string[]
  }
}
