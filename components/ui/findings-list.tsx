import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { dataWord } from '@/lib/i18n/data-word'
import { readableFacts } from '@/lib/i18n/facts'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Finding } from '@/lib/refusal'

/**
 * What the rules saw, failed ones first and bold: condition, the fact that decided, its source, and beside it what
 * can be done. Sentences are `findings.<code>.{title,met,unmet,todo}`. A finding whose facts say `applies: false`
 * stands last, as not needed. `actions` are buttons below the advice; `caption` is read out as the table's name.
 */
export function FindingsList({
  findings,
  caption,
  actions,
}: {
  findings: readonly Finding[]
  caption: string
  actions?: ReactNode
}) {
  const t = useTranslations('common.findings')
  const sentence = useFindingSentence()
  const ordered = [...findings].sort((a, b) => order(a) - order(b))
  const advice = ordered.filter((finding) => !finding.met).flatMap((finding) => sentence(finding, 'todo') ?? [])
  const hasSide = advice.length > 0 || actions
  return (
    <div className={hasSide ? 'lg:grid lg:grid-cols-[minmax(0,1fr)_224px]' : ''}>
      <table className="my-1 w-full self-start text-sm max-md:block md:mb-2">
        <caption className="sr-only">{caption}</caption>
        <thead className="text-left text-xs text-muted max-md:sr-only">
          <tr>
            <th scope="col" className="w-[41%] px-4 pt-2 pb-1 font-semibold">
              {t('condition')}
            </th>
            <th scope="col" className="px-3 pt-2 pb-1 font-semibold">
              {t('fact')}
            </th>
            <th scope="col" className="w-[26%] py-2 pr-4 pl-3 pb-1 font-semibold">
              {t('source')}
            </th>
          </tr>
        </thead>
        <tbody className="align-top max-md:block">
          {ordered.map((finding) => (
            <FindingRow key={finding.code} finding={finding} />
          ))}
        </tbody>
      </table>
      {hasSide && (
        <div className="flex flex-col items-start gap-2 border-line px-4 pt-3 pb-4 text-sm max-lg:border-t lg:border-l">
          <p className="font-semibold">{t('advice')}</p>
          {advice.map((text) => (
            <p key={text}>{text}</p>
          ))}
          {actions}
        </div>
      )}
    </div>
  )
}

const STATES = {
  unmet: { icon: 'circle-x', tone: 'text-danger' },
  met: { icon: 'circle-check', tone: 'text-success' },
  needless: { icon: 'circle-minus', tone: 'text-muted' },
} as const

function FindingRow({ finding }: { finding: Finding }) {
  const t = useTranslations('common.findings')
  const sentence = useFindingSentence()
  const state = stateOf(finding)
  const { icon, tone } = STATES[state]
  const weight = state === 'unmet' ? 'font-semibold' : ''
  return (
    <tr className="max-md:block max-md:py-1.5">
      <td className={`px-4 py-1 max-md:block max-md:py-0 ${weight}`}>
        <span className="flex gap-2">
          <Icon name={icon} className={`mt-px size-4.5 ${tone}`} />
          <span>
            <span className="sr-only">{t(state)}: </span>
            {sentence(finding, 'title')}
          </span>
        </span>
      </td>
      <td className={`px-3 py-1 max-md:block max-md:py-0 max-md:pl-10.5 ${weight}`}>
        {sentence(finding, finding.met ? 'met' : 'unmet')}
      </td>
      <td className="py-1 pr-4 pl-3 text-muted max-md:block max-md:py-0 max-md:pl-10.5 max-md:text-xs">
        {unbroken(finding.source)}
      </td>
    </tr>
  )
}

/** The number of a regulation stays with its name: "PP 99/2000". */
function unbroken(source: string): string {
  return source.replace(/ (?=\d+\/\d{4})/g, '\u00a0')
}

/** A sentence of a finding with its facts, or null when the finding has none of this kind. */
export function useFindingSentence() {
  const t = useTranslations('findings')
  const locale = localeFrom(useLocale())
  return (finding: Finding, part: 'title' | 'met' | 'unmet' | 'todo'): string | null => {
    const key = `${finding.code}.${part}`
    if (part === 'todo' && !t.has(key as never)) return null
    return dataWord(t, key, readableFacts(finding.facts, locale))
  }
}

function stateOf(finding: Finding): keyof typeof STATES {
  if (!finding.met) return 'unmet'
  return finding.facts.applies === false ? 'needless' : 'met'
}

function order(finding: Finding): number {
  return ['unmet', 'met', 'needless'].indexOf(stateOf(finding))
}
