import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { FindingsList } from '@/components/ui/findings-list'
import { Notice } from '@/components/ui/notice'
import type { Ranked } from '@/lib/cat/stage-ranking.server'

/** Who would be taken into vacancies that are left, and what explains each move. */
export function Moves({ moves, unconfirmed, programme, formations }: Ranked) {
  const t = useTranslations('results.moves')
  const rules = programme.fill?.length ?? 0
  if (rules + unconfirmed === 0) return null
  const vacancies = formations.reduce((sum, formation) => sum + formation.vacancies, 0)
  const passing = formations.flatMap(({ lines }) => lines.filter(({ result }) => result.startsWith('P/L'))).length
  return (
    <Card title={t('title')} flush>
      <div className="grid gap-2 p-4 text-sm">
        <p className="text-muted">{t('text')}</p>
        <p>{t('left', { count: vacancies - passing })}</p>
        {rules > 0 && moves.length === 0 && <p>{t('none')}</p>}
        {unconfirmed > 0 && <Notice tone="info">{t('unconfirmed', { count: unconfirmed })}</Notice>}
      </div>
      <ul className="text-sm">
        {moves.map(({ number, from, into, rule, findings }) => (
          <li key={number} className="border-line border-t">
            <details>
              <summary className="px-4 py-3">{t('move', { number, from, into, rule })}</summary>
              <FindingsList caption={t('why')} findings={findings} />
            </details>
          </li>
        ))}
      </ul>
    </Card>
  )
}
