import { useTranslations } from 'next-intl'
import type * as z from 'zod'
import { AnnouncedTable } from '@/components/cat/announced-table'
import { PublishRanking } from '@/components/cat/publish-ranking'
import { Card } from '@/components/ui/card'
import { AppLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import type { Stage } from '@/lib/cat/announcement'
import type { announceInput } from '@/lib/cat/announcement-input'
import { mayPublish } from '@/lib/cat/settlement'
import type { Settling } from '@/lib/cat/settlement.server'
import type { Ranked } from '@/lib/cat/stage-ranking.server'
import type { Action } from '@/lib/refusal'

const SHOWN = 50

/** What a stage would tell the public now: each formation with its counts, the lines of one, and the act itself. */
export function Ranking({
  programmeId,
  stage,
  ranked,
  formation,
  hrefOf,
  own,
  settling,
  until,
  action,
}: {
  programmeId: string
  stage: Stage
  ranked: Ranked
  formation: string | undefined
  hrefOf: (formation: string) => string
  own: number // scores of the second stage that the actor recorded
  settling: Settling
  until: string | null // the first day that candidates may be given last; null: none to this version
  action: Action<z.input<typeof announceInput>, { id: string }>
}) {
  const t = useTranslations('results')
  const { formations, version, fingerprint, programme, ties } = ranked
  const chosen = formations.find(({ code }) => code === formation) ?? formations[0]
  const columns: Column<(typeof formations)[number]>[] = [
    {
      key: 'formation',
      header: t('ranking.formation'),
      phone: 'plain',
      cell: ({ code, positionName, location }) => (
        <TwoLines sub={`${code} · ${location}`}>
          <AppLink
            href={hrefOf(code)}
            aria-current={code === chosen?.code ? 'true' : undefined}
            className="font-semibold"
          >
            {positionName}
          </AppLink>
        </TwoLines>
      ),
    },
    { key: 'vacancies', header: t('ranking.vacancies'), align: 'right', cell: ({ vacancies }) => vacancies },
    {
      key: 'counts',
      header: t('ranking.counts'),
      cell: ({ lines }) => (
        <TwoLines sub={t('ranking.all', { count: lines.length })}>
          {t('ranking.goOn', { count: lines.filter(({ result }) => result.startsWith('P/L')).length })}
        </TwoLines>
      ),
    },
  ]
  const rest = (chosen?.lines.length ?? 0) - SHOWN
  return (
    <Card title={t('ranking.title')} flush>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 border-b border-line p-4">
        <p className="min-w-48 flex-1 text-sm text-muted">{t('ranking.note')}</p>
        {own === 0 && ties.length === 0 && mayPublish(settling) && (
          <PublishRanking
            programmeId={programmeId}
            stage={stage}
            version={version}
            next={settling.next}
            approved={settling.approval?.reason ?? null}
            fingerprint={fingerprint}
            people={formations.reduce((sum, { lines }) => sum + lines.length, 0)}
            until={until}
            action={action}
          />
        )}
        {own > 0 && (
          <Notice tone="info" title={t('second.ownTitle')}>
            <p>{t('second.own', { count: own })}</p>
          </Notice>
        )}
      </div>
      <Table caption={t('ranking.formation')} columns={columns} rows={formations} rowKey={({ code }) => code} />
      {chosen && (
        <>
          <h3 className="border-t border-line px-4 pt-4 pb-2 text-base">{t('ranking.lines', { code: chosen.code })}</h3>
          <AnnouncedTable
            caption={t('ranking.lines', { code: chosen.code })}
            lines={chosen.lines.slice(0, SHOWN).map((line) => ({ ...line, formation: chosen.code }))}
            sections={programme.tieBreak.toReversed()}
            isFinal={stage === 'final'}
          />
          {rest > 0 && (
            <p className="border-t border-line px-4 py-2.5 text-sm text-muted">{t('ranking.more', { count: rest })}</p>
          )}
        </>
      )}
    </Card>
  )
}
