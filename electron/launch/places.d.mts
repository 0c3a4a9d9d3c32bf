export const root: string
export const node24: string
export const cacheFolder: string
export const userFolder: string
export const isRoot: boolean
