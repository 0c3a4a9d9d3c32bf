/** Every IPC channel between the page's preload and the main process. */
export const channels = {
  ask: 'ask',
  cancel: 'cancel',
  choose: 'choose',
  drop: 'drop',
  menu: 'menu',
  /** The page has its first listener: events that were held back may come. */
  listening: 'listening',
  scenePort: 'scene-port',
  event: 'event',
} as const

export type Channel = (typeof channels)[keyof typeof channels]
