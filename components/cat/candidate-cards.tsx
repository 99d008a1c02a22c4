import { useLocale, useTranslations } from 'next-intl'
import type { CandidateCard } from '@/lib/cat/session-plan-read.server'
import { formatDate } from '@/lib/format'
import { dataWord } from '@/lib/i18n/data-word'
import { localeFrom } from '@/lib/i18n/preferences'

export type CardSession = Record<'programme' | 'site' | 'address' | 'day' | 'time' | 'arriveBy', string> & {
  number: number
}

/** Cards to be printed and cut: who, where, when, what to bring, and the number as a code. */
export function CandidateCards({
  session,
  cards,
  drawings,
}: {
  session: CardSession
  cards: readonly CandidateCard[]
  drawings: ReadonlyMap<string, string>
}) {
  return (
    <ul className="grid gap-4 lg:grid-cols-2 print:block">
      {cards.map((card) => (
        <Card key={card.attemptId} card={card} session={session} drawing={drawings.get(card.number) ?? ''} />
      ))}
    </ul>
  )
}

function Card({ card, session, drawing }: { card: CandidateCard; session: CardSession; drawing: string }) {
  const t = useTranslations('plan.card')
  const kinds = useTranslations('candidate')
  const locale = localeFrom(useLocale())
  const born = [card.birthPlace, formatDate(card.bornOn, 'long', locale)].filter(Boolean).join(', ')
  const facts = [
    [t('born'), born],
    [t('position'), `${card.position} (${dataWord(kinds, `kind.${card.kind}`)})`],
    [t('when'), t('whenText', { day: session.day, time: session.time, number: session.number })],
    [t('where'), `${session.site}, ${session.address}`],
    ...(card.accommodation ? [[t('accommodation'), dataWord(kinds, `accommodation.${card.accommodation}`)]] : []),
  ]
  return (
    <li className="break-inside-avoid rounded-lg border border-line bg-bg p-4 text-sm print:mb-[6mm] print:border-black print:text-[10pt]">
      <div className="flex items-start gap-4">
        <div className="min-w-0 flex-1">
          <p className="text-xs text-muted">{session.programme}</p>
          <h2 className="text-base">{t('heading')}</h2>
          <p className="num mt-2 font-bold whitespace-nowrap max-md:text-base md:text-lg">
            {card.number.replace(/(\d{4})(?=\d)/g, '$1 ')}
          </p>
          <p className="font-semibold">{card.name}</p>
        </div>
        {/* biome-ignore lint/performance/noImgElement: an inline drawing has nothing to optimise */}
        <img
          src={drawing}
          alt={t('code', { number: card.number })}
          width={104}
          height={104}
          className="size-22 rounded-md bg-white md:size-26 print:size-26"
        />
      </div>
      <dl className="mt-3 border-line border-t pt-2">
        {facts.map(([label, value]) => (
          <div key={label} className="grid grid-cols-[104px_1fr] gap-3 py-0.5">
            <dt className="text-muted">{label}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 border-line border-t pt-2 font-semibold">{t('arrive', { time: session.arriveBy })}</p>
      <p className="text-muted">{t('bring')}</p>
    </li>
  )
}
