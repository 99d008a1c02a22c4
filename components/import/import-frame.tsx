import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { PageHeader } from '@/components/ui/page-header'
import { type Step, Stepper } from '@/components/ui/stepper'

/** The four steps of an import, in their order. */
export const STEPS = ['upload', 'map', 'check', 'apply'] as const

/** The head of every import page: what file it is, and which of the four steps it has reached. */
export function ImportHeader({
  title,
  crumbs,
  step,
  isDone = false,
  subtitle,
  mapHref,
}: {
  /** What is imported; people where it is left out. */
  title?: string
  crumbs?: { label: string; href?: string }[]
  step: (typeof STEPS)[number]
  isDone?: boolean
  subtitle: ReactNode
  /** A finished mapping may be changed while nothing is written. */
  mapHref?: string
}) {
  const t = useTranslations('import')
  const now = STEPS.indexOf(step)
  const steps = STEPS.map((name, index): Step => {
    const state = index < now || isDone ? 'done' : index === now ? 'now' : 'later'
    return {
      label: t(`steps.${name}`),
      state,
      ...(name === 'map' && state === 'done' && mapHref ? { href: mapHref } : {}),
    }
  })
  return (
    <PageHeader
      title={title ?? t('title')}
      crumbs={crumbs}
      subtitle={subtitle}
      actions={<Stepper label={t('steps.label')} steps={steps} />}
    />
  )
}

/** Text from a file with its spaces at the ends shown as dots. */
export function VisibleSpaces({ text }: { text: string }) {
  const [, before = '', middle = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? []
  const dots = (spaces: string) =>
    spaces && (
      <span aria-hidden="true" className="font-bold text-warning">
        {'·'.repeat(Math.min(spaces.length, 3))}
      </span>
    )
  return (
    <span className="whitespace-nowrap">
      {dots(before)}
      {middle}
      {dots(after)}
    </span>
  )
}
