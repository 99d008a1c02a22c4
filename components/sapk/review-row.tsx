'use client'

import { useTranslations } from 'next-intl'
import { Fragment, type ReactNode, useMemo } from 'react'
import { type EarlierRound, EarlierRounds } from '@/components/sapk/earlier-rounds'
import { useItemName } from '@/components/sapk/item-name'
import { useShownDocument } from '@/components/sapk/shown-document'
import { type Verdict, VerdictButtons, VerdictReason } from '@/components/sapk/verdict-buttons'
import { evidencePage, type Sought } from '@/lib/sapk/evidence-page'

type EvidencePaper = { id: string; type: string; pageCount: number; sought: Sought }

/** One thing to decide on; `evidence` is the paper that shows it, when it is there. */
export type ReviewItem = {
  item: string
  before: ReactNode
  after: ReactNode
  evidence: EvidencePaper | null
  earlier: EarlierRound[]
}

/** One item of a review as a row: old, new, evidence, verdict; below it what was said before and what is said now. */
export function ReviewRow({
  item: { item, before, after, evidence, earlier },
  verdict,
  isUnsaved,
  replyBy,
  icons,
  onFocus,
  onChoose,
  onChange,
  onLeave,
}: {
  item: ReviewItem
  verdict: Verdict | undefined
  isUnsaved: boolean
  replyBy: string
  icons: { match: ReactNode; mismatch: ReactNode }
  onFocus: () => void
  onChoose: (matches: boolean) => void
  onChange: (verdict: Verdict) => void
  onLeave: (verdict: Verdict) => void
}) {
  const t = useTranslations('proposal')
  const name = useItemName()(item)
  const isWrong = verdict?.matches === false
  const isChanged = Boolean(before) && before !== after
  const isLast = !isWrong && earlier.length === 0
  return (
    <Fragment>
      <tr
        data-row={item}
        onFocus={onFocus}
        className={`max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-3 max-md:gap-y-1 max-md:py-3 ${isLast ? 'border-b border-line' : ''} md:[&>*]:h-12 md:[&>*]:py-1 md:[&>*]:pr-2`}
      >
        <th scope="row" className="text-left font-semibold max-md:basis-full md:min-w-28">
          {name}
          {isUnsaved && <span className="block text-xs font-normal text-warning">{t('review.unsaved')}</span>}
        </th>
        {before && (
          <td className="md:whitespace-nowrap">
            {isChanged ? <s className="text-muted">{before}</s> : <span className="text-muted">{before}</span>}
          </td>
        )}
        <td colSpan={before ? 1 : 2} className={before ? 'md:whitespace-nowrap' : 'min-w-0'}>
          <span
            className={`rounded-sm px-1.5 py-px font-semibold wrap-anywhere ${before ? 'md:-ml-1.5' : '-ml-1.5'} ${isWrong ? 'bg-danger-bg text-danger' : isChanged ? 'bg-warning-bg text-text' : ''}`}
          >
            {after}
          </span>
        </td>
        <td className="max-md:ml-auto">{evidence && <Evidence {...evidence} />}</td>
        <td className="w-px pr-0! max-md:w-full">
          <VerdictButtons name={name} verdict={verdict} icons={icons} onChoose={onChoose} />
        </td>
      </tr>
      {earlier.length > 0 && (
        <tr>
          <td colSpan={5} className={isWrong ? 'pb-2' : 'border-b border-line pb-3'}>
            <EarlierRounds rounds={earlier} />
          </td>
        </tr>
      )}
      {isWrong && (
        <tr>
          <td colSpan={5} className="border-b border-line">
            <VerdictReason
              item={item}
              name={name}
              verdict={verdict}
              replyBy={replyBy}
              onChange={onChange}
              onLeave={onLeave}
            />
          </td>
        </tr>
      )}
    </Fragment>
  )
}

/** The page that shows the item once its paper was read, before that all its pages; the paper is named by its own row. */
function Evidence({ id, type, pageCount, sought }: EvidencePaper) {
  const t = useTranslations('proposal.review')
  const name = useItemName()(`document:${type}`)
  const { show, texts } = useShownDocument()
  const text = texts[id]
  const page = useMemo(() => (text ? evidencePage(text, sought) : null), [text, sought])
  return (
    <button
      type="button"
      title={name}
      className="min-h-11 cursor-pointer py-1 text-left text-link md:min-h-8"
      onClick={() => show(type, sought)}
    >
      <span className="sr-only">{name}</span>{' '}
      <span className="whitespace-nowrap underline underline-offset-3">
        {page ? t('onPage', { page }) : t('pages', { count: pageCount })}
      </span>
    </button>
  )
}
