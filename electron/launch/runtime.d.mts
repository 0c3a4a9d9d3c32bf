export interface Runtime {
  /** The Electron to start. */
  readonly executable: string
  readonly source: 'override' | 'official' | 'registry'
  /** What the started program needs in its environment. */
  readonly env: Readonly<Record<string, string>>
  /** What has to stand before the app's folder on the command line. */
  readonly switches: readonly string[]
}

export function runtime(): Promise<Runtime>
