import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { AppLink } from '@/components/ui/link'

export type Step = { label: string; state: 'done' | 'now' | 'later'; href?: string }

/**
 * The steps of a task in one line; on a phone "Langkah 3 dari 4: Periksa", or that all are done. A finished step may
 * lead back.
 */
export function Stepper({ label, steps }: { label: string; steps: Step[] }) {
  const t = useTranslations('common.stepper')
  const now = steps.findIndex((step) => step.state === 'now')
  return (
    <>
      <p className="text-sm font-semibold text-primary md:hidden">
        {steps[now]
          ? t('position', { step: now + 1, total: steps.length, name: steps[now].label })
          : t('allDone', { total: steps.length })}
      </p>
      <ol aria-label={label} className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm font-medium max-md:sr-only">
        {steps.map((step, index) => (
          <li
            key={step.label}
            aria-current={step.state === 'now' ? 'step' : undefined}
            className="flex items-center gap-3 not-first:before:h-px not-first:before:w-4 not-first:before:bg-border"
          >
            <StepBody step={step} number={index + 1} done={t('done')} />
          </li>
        ))}
      </ol>
    </>
  )
}

const DOTS = {
  done: 'border-primary text-primary',
  now: 'border-primary bg-primary text-on-primary',
  later: 'border-border text-muted',
}

const WORDS = { done: 'text-text', now: 'font-semibold text-primary', later: 'text-muted' }

function StepBody({ step, number, done }: { step: Step; number: number; done: string }) {
  const body = (
    <>
      <span
        aria-hidden="true"
        className={`grid size-6 place-items-center rounded-full border-[1.5px] text-xs font-semibold ${DOTS[step.state]}`}
      >
        {step.state === 'done' ? <Icon name="check" className="size-4" /> : number}
      </span>
      <span>
        {step.label}
        {step.state === 'done' && <span className="sr-only">, {done}</span>}
      </span>
    </>
  )
  const look = `flex items-center gap-2 ${WORDS[step.state]}`
  if (!step.href) return <span className={look}>{body}</span>
  return (
    <AppLink href={step.href} className={`${look} no-underline hover:underline`}>
      {body}
    </AppLink>
  )
}
