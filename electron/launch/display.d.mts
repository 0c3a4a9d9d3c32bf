export function hasDisplay(): boolean
export function virtualScreen(size?: string): Promise<string[]>
