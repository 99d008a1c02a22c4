import { useTranslations } from 'next-intl'
import { CandidateView } from '@/components/cat/candidate-view'
import { useFindingSentence } from '@/components/ui/findings-list'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-names'
import { Tag, type Tone } from '@/components/ui/tag'
import { aspectWord } from '@/lib/cat/aspect-word'
import { type CheckedItem, comesIn, type Effect } from '@/lib/cat/item-import'
import { dataWord } from '@/lib/i18n/data-word'

const LOOKS: Record<Effect, { tone: Tone; icon: IconName }> = {
  new: { tone: 'success', icon: 'check' },
  changed: { tone: 'success', icon: 'check' },
  same: { tone: 'neutral', icon: 'check' },
  waiting: { tone: 'waiting', icon: 'hourglass' },
  leaked: { tone: 'danger', icon: 'x' },
}

type Line = { isError: boolean; what: string; todo: string }

/** Every item of a file, those with something to mend first: what is wrong, where, and what to do. */
export function CheckedItems({ items }: { items: readonly CheckedItem[] }) {
  const t = useTranslations('bank')
  const linesOf = useLines()
  const listed = items
    .map((item, index) => ({ item, index, lines: linesOf(item) }))
    .sort((a, b) => rank(a.lines) - rank(b.lines) || a.index - b.index)
  return (
    <ul className="grid gap-3">
      {listed.map(({ item, index, lines }) => (
        <li key={index} className="rounded-lg border border-line">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
            <h2 className="min-w-0 text-base wrap-anywhere">{item.code}</h2>
            <span className="min-w-0 flex-1 text-sm text-muted wrap-anywhere">
              {t('import.place', { place: item.place })}
              {isPlaced(item) && ` · ${item.section}, ${aspectWord(t, item.aspect)}`}
            </span>
            {lines.some(({ isError }) => isError) ? (
              <Tag tone="danger" icon="x">
                {t('import.faulty')}
              </Tag>
            ) : (
              <Tag {...LOOKS[item.effect]}>{t(`import.effect.${item.effect}`)}</Tag>
            )}
          </div>
          {lines.length > 0 && (
            <ul className="grid gap-2 border-t border-line px-4 py-3 text-sm">
              {lines.map(({ isError, what, todo }) => (
                <li key={what} className="flex gap-2">
                  <Icon
                    name={isError ? 'circle-x' : 'info'}
                    className={`mt-px size-4.5 shrink-0 ${isError ? 'text-danger' : 'text-info'}`}
                  />
                  <span className="min-w-0 wrap-anywhere">
                    <span className={isError ? 'font-semibold' : ''}>{what}</span> {todo}
                  </span>
                </li>
              ))}
            </ul>
          )}
          {item.options.length > 0 && (
            <details className="border-t border-line px-4 py-2">
              <summary className="flex min-h-11 cursor-pointer items-center text-sm font-semibold text-link">
                {t('import.show')}
              </summary>
              <div className="pt-2 pb-3">
                <CandidateView item={item} />
              </div>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}

function isPlaced({ findings }: CheckedItem): boolean {
  return findings.some(({ code, met }) => code === 'cat.item_cell' && met)
}

function rank(lines: readonly Line[]): number {
  return lines.some(({ isError }) => isError) ? 0 : lines.length > 0 ? 1 : 2
}

function useLines(): (item: CheckedItem) => Line[] {
  const t = useTranslations('bank')
  const sentence = useFindingSentence()
  return ({ problems, findings, options, effect }) => {
    if (!comesIn({ effect })) return []
    const read = problems.map(({ code, isError, facts }) => ({
      isError,
      what: dataWord(t, `problem.${code}.what`, facts as Record<string, string | number>),
      todo: dataWord(t, `problem.${code}.todo`, facts as Record<string, string | number>),
    }))
    const isRead = options.length > 0 || read.length === 0 // of an unreadable item no rule says more
    const unmet = findings.filter(({ met }) => !met && isRead)
    return [
      ...read,
      ...unmet.map((finding) => ({
        isError: finding.code !== 'cat.item_cell',
        what: `${sentence(finding, 'title')}: ${sentence(finding, 'unmet')}.`,
        todo: sentence(finding, 'todo') ?? '',
      })),
    ]
  }
}
