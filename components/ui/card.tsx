import { type ReactNode, useId } from 'react'

/**
 * The one level of box: hairline border, 10 px corners, a 48 px header. Inside it only lines. `flush` leaves out the
 * padding, for a table or a list; `step` is the number of a step that is taken inside it.
 */
export function Card({
  title,
  step,
  action,
  footer,
  flush = false,
  level = 2,
  className = '',
  children,
}: {
  title?: ReactNode
  step?: number
  action?: ReactNode
  footer?: ReactNode
  flush?: boolean
  level?: 2 | 3
  className?: string
  children: ReactNode
}) {
  const id = useId()
  const Heading = `h${level}` as const
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={`flex flex-col rounded-lg border border-line bg-bg ${className}`}
    >
      {title && (
        <div className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-line px-4 py-2">
          {step && <StepNumber number={step} />}
          <Heading id={id} className="min-w-0 flex-1 basis-36 text-base tracking-normal">
            {title}
          </Heading>
          {action && <div className="text-sm text-muted">{action}</div>}
        </div>
      )}
      <div className={`min-w-0 flex-1 ${flush ? '' : 'p-4'}`}>{children}</div>
      {footer && <div className="border-t border-line px-4 py-2.5 text-xs text-muted">{footer}</div>}
    </section>
  )
}

function StepNumber({ number }: { number: number }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-6 place-items-center rounded-full bg-primary text-xs font-semibold text-on-primary"
    >
      {number}
    </span>
  )
}
