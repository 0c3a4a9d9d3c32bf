import { z } from 'zod'

/** Every way in which Roadstead can refuse or fail. The list is closed: a caller may switch over it. */
export const problemCodes = [
  'input/invalid',
  'input/unsupported',
  'grant/unknown',
  'file/not-found',
  'file/not-regular',
  'file/unreadable',
  'file/not-writable',
  'file/disk-full',
  'file/exists',
  'file/changed',
  'scene/not-tiff',
  'scene/damaged',
  'scene/unsupported',
  'scene/not-placed',
  'scene/doubtful',
  'project/none-open',
  'project/not-geopackage',
  'project/not-roadstead',
  'project/newer-version',
  'project/foreign-schema',
  'project/read-only',
  'project/damaged',
  'project/locked',
  'project/moved',
  'coregistration/refused',
  'coregistration/rough',
  'record/not-found',
  'record/invalid',
  'record/conflict',
  'footprint/invalid',
  'history/nothing',
  'history/conflict',
  'import/refused',
  'job/cancelled',
  'job/worker-died',
  'core/stopped',
  'internal',
] as const

export const ProblemCode = z.enum(problemCodes)
export type ProblemCode = z.infer<typeof ProblemCode>

/** The form in which a problem crosses a process border or stands in a JSON report. */
export const ProblemReport = z.strictObject({
  code: ProblemCode,
  subject: z.string(),
  what: z.string(),
  do: z.string(),
})
export type ProblemReport = z.infer<typeof ProblemReport>

/**
 * The one error type of Roadstead. It names the file or record it is about, says what happened and what to do,
 * each as a plain sentence for an analyst.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  /** The file or record that the problem is about, as a person would name it. */
  readonly subject: string
  /** What the analyst can do about it, as a sentence. */
  readonly remedy: string

  constructor(code: ProblemCode, subject: string, what: string, remedy: string, options?: ErrorOptions) {
    super(what, options)
    this.code = code
    this.subject = subject
    this.remedy = remedy
  }

  /** One line: subject, what happened, what to do. Line breaks inside the parts become spaces. */
  get line(): string {
    return `${this.subject}: ${this.message} ${this.remedy}`.replace(/\s+/g, ' ').trim()
  }

  toReport(): ProblemReport {
    return { code: this.code, subject: this.subject, what: this.message, do: this.remedy }
  }

  static fromReport(report: ProblemReport): Problem {
    return new Problem(report.code, report.subject, report.what, report.do)
  }
}

/** The problem that `error` is, or an `internal` one that wraps it. */
export function asProblem(error: unknown, subject: string): Problem {
  if (error instanceof Problem) return error
  const text = error instanceof Error ? error.message : String(error)
  return new Problem(
    'internal',
    subject,
    `Something went wrong inside Roadstead: ${text}.`,
    'Nothing was saved by this step; please try again and report it if it comes back.',
    { cause: error },
  )
}
