import { CircleCheck, CircleQuestionMark, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ProblemReport } from '../../src/domain/problem.ts'
import { IconButton } from './Button.tsx'
import { screenText } from './screen-text.ts'

type Said = Pick<ProblemReport, 'subject' | 'what' | 'do'>

function Words({ report }: { report: Said }) {
  return (
    <p className="selectable">
      <b>{screenText(report.subject)}</b> {screenText(report.what)}{' '}
      <span className="dim">{screenText(report.do)}</span>
    </p>
  )
}

/** A message over the map that stays until it is closed. */
export function Notice({
  tone,
  report,
  detail,
  children,
  onClose,
}: {
  tone: 'problem' | 'done' | 'question'
  report: Said
  /** What stands between the words and the buttons. */
  detail?: ReactNode
  children?: ReactNode
  onClose?: () => void
}) {
  return (
    <div className="notice" data-tone={tone} role={tone === 'done' ? 'status' : 'alert'}>
      {tone === 'problem' ? (
        <TriangleAlert size={15} className="bad" />
      ) : tone === 'question' ? (
        <CircleQuestionMark size={15} className="warn" />
      ) : (
        <CircleCheck size={15} className="good" />
      )}
      <div>
        <Words report={report} />
        {detail}
        {children === undefined ? null : <div className="notice-actions">{children}</div>}
      </div>
      {onClose === undefined ? null : (
        <IconButton label="Close message" onClick={onClose}>
          <X size={14} />
        </IconButton>
      )}
    </div>
  )
}

/** A problem in the place that it is about. */
export function ProblemBanner({ report, children }: { report: Said; children?: ReactNode }) {
  return (
    <div className="banner" role="alert">
      <TriangleAlert size={15} />
      <Words report={report} />
      {children === undefined ? null : <div className="notice-actions">{children}</div>}
    </div>
  )
}
