import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-names'
import type { DayCell } from '@/lib/kinerja/team-week'

const STATES = ['waiting', 'returned', 'approved', 'rejected'] as const
type State = (typeof STATES)[number]

/** How the entries of a state look, in a cell and in the legend under the week. */
export const STATE_LOOKS: Record<State, { icon: IconName; tone: string }> = {
  waiting: { icon: 'hourglass', tone: 'text-info' },
  returned: { icon: 'undo-2', tone: 'text-warning' },
  approved: { icon: 'check', tone: 'text-success' },
  rejected: { icon: 'x', tone: 'text-danger' },
}

const BOX = 'inline-flex min-h-8 min-w-16 flex-wrap items-center justify-center gap-x-2 rounded-sm px-2 text-sm'

/** One day of one person: how many entries stand in which state, or in a word why there is none. */
export function WeekDay({ cell }: { cell: DayCell }) {
  const t = useTranslations('team.cell')
  if (cell.kind === 'empty') {
    return (
      <span className={`${BOX} border border-dashed border-warning bg-warning-bg font-semibold text-warning`}>
        {t('empty')}
      </span>
    )
  }
  if (cell.kind !== 'entries') {
    const isQuiet = cell.kind === 'ahead' || cell.kind === 'elsewhere'
    return <span className={`${BOX} text-muted`}>{isQuiet ? <Dash label={t(cell.kind)} /> : t(cell.kind)}</span>
  }
  return (
    <span className={`${BOX} ${cell.waiting > 0 ? 'bg-info-bg' : ''}`}>
      {STATES.filter((state) => cell[state] > 0).map((state) => (
        <span key={state} className="inline-flex items-center gap-1.5">
          <Icon name={STATE_LOOKS[state].icon} className={`size-4 [stroke-width:2] ${STATE_LOOKS[state].tone}`} />
          {cell[state]}
          <span className="sr-only">{t(state)}</span>
        </span>
      ))}
      {cell.isDuty && <span className="text-xs text-muted">{t('duty')}</span>}
    </span>
  )
}

function Dash({ label }: { label: string }) {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="sr-only">{label}</span>
    </>
  )
}

/** What the signs of the week mean. */
export function WeekLegend() {
  const t = useTranslations('team.legend')
  return (
    <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted">
      {(['approved', 'waiting', 'returned'] as const).map((state) => (
        <li key={state} className="inline-flex items-center gap-1.5">
          <Icon name={STATE_LOOKS[state].icon} className={`size-4 [stroke-width:2] ${STATE_LOOKS[state].tone}`} />
          {t(state)}
        </li>
      ))}
      <li>
        <EmptyWord /> {t('empty')}
      </li>
      <li>{t('count')}</li>
    </ul>
  )
}

function EmptyWord() {
  return <b className="text-xs font-semibold text-warning">{useTranslations('team.cell')('empty')}</b>
}
