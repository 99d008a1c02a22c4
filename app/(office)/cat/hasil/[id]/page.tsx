import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { Announced } from '@/components/cat/announced'
import { Certificates } from '@/components/cat/certificates'
import { ChangedScores } from '@/components/cat/changed-scores'
import { Disclosure } from '@/components/cat/disclosure'
import { Disqualifications } from '@/components/cat/disqualifications'
import { FinalTies } from '@/components/cat/final-ties'
import { Moves } from '@/components/cat/moves'
import { Ranking } from '@/components/cat/ranking'
import { Rulings } from '@/components/cat/rulings'
import { SecondPlan } from '@/components/cat/second-plan'
import { SecondStageUpload } from '@/components/cat/second-stage-upload'
import { Settling } from '@/components/cat/settling'
import { Card } from '@/components/ui/card'
import { AppLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Tabs } from '@/components/ui/tabs'
import type { Context } from '@/lib/auth/actor'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { announcementsOf } from '@/lib/cat/announced.server'
import type { Stage } from '@/lib/cat/announcement'
import { certificateCount } from '@/lib/cat/certificates.server'
import { proposedTies } from '@/lib/cat/final-tie.server'
import { keptOutOf } from '@/lib/cat/kept-out.server'
import { objectionsEnd } from '@/lib/cat/objection'
import { objectionsOf } from '@/lib/cat/objections.server'
import { disqualificationsOf, resultView } from '@/lib/cat/results-read.server'
import { rulingsOf } from '@/lib/cat/ruling.server'
import { secondStageView } from '@/lib/cat/second-stage.server'
import { hasObjections } from '@/lib/cat/settlement'
import { settlingOf } from '@/lib/cat/settlement.server'
import { computeRanking } from '@/lib/cat/stage-ranking.server'
import { formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { dataWord } from '@/lib/i18n/data-word'
import { readableFacts } from '@/lib/i18n/facts'
import { localeFrom } from '@/lib/i18n/preferences'
import { Refusal } from '@/lib/refusal'
import { addressWith, textParameter } from '@/lib/search-parameters'
import { isUuid } from '@/lib/uuid'
import {
  decideRulingAction,
  decideTieAction,
  declineRulingAction,
  declineTieAction,
  discloseProgrammeAction,
  importSecondStageAction,
  proposeRulingAction,
  proposeSettlementAction,
  proposeTieAction,
  publishRankingAction,
  saveSecondTestAction,
  signCertificatesAction,
} from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('results'))('title') }
}

/** The results of one programme in the agency: open data, the ranking of a stage, and what was announced. */
export default async function Page({ params, searchParams }: PageProps<'/cat/hasil/[id]'>) {
  const actor = await requireActor('exam.read_results')
  const context = { actor, now: new Date() }
  const { id } = await params
  const view = isUuid(id) ? await resultView(context, id).catch(() => null) : null
  if (!view) return answerNotFound(actor, 'exam.read_results', id)
  const t = await getTranslations('results')
  const locale = localeFrom(await getLocale())
  const { tahap, formasi } = await searchParams
  const stage: Stage = textParameter(tahap) === 'akhir' ? 'final' : 'first'
  const path = `/cat/hasil/${id}`
  const announced = await announcementsOf(context, id)
  const objections = await objectionsOf(context, id)
  const second = stage === 'final' ? await secondStageView(context, id) : null
  const stageHref = (each: Stage) => addressWith(path, { tahap: each === 'final' ? 'akhir' : undefined })
  const at = (instant: Date) => formatInstant(instant, locale, 'Asia/Jakarta')
  return (
    <ClientMessages namespaces={['results', 'exam', 'programme']}>
      <PageHeader
        title={view.name}
        subtitle={`${view.code} · ${t('closedSessions', { closed: view.closed, total: view.sessions })}`}
        crumbs={[{ label: t('title'), href: '/cat/hasil' }]}
      />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_360px]">
        <div className="grid min-w-0 gap-4">
          <Tabs
            label={t('ranking.title')}
            items={(['first', 'final'] as const).map((each) => ({
              label: t(`ranking.${each}`),
              href: stageHref(each),
              isCurrent: each === stage,
            }))}
          />
          {second && (
            <SecondPlan
              programmeId={id}
              view={second}
              hasScores={second.scores > 0}
              isAnnounced={announced.some((each) => each.stage === 'final')}
              save={saveSecondTestAction}
            />
          )}
          {second && announced.length > 0 && second.plan.tests.length > 0 && (
            <SecondStageUpload programmeId={id} tests={second.plan.tests} action={importSecondStageAction} />
          )}
          {second && second.changed.length > 0 && <ChangedScores changed={second.changed} />}
          <Rulings
            programmeId={id}
            stage={stage}
            isAnnounced={announced.some((each) => each.stage === stage)}
            rulings={await rulingsOf(context, id)}
            at={at}
            propose={proposeRulingAction}
            decide={decideRulingAction}
            decline={declineRulingAction}
          />
          <StageRanking
            context={context}
            programmeId={id}
            stage={stage}
            own={second?.own ?? 0}
            formation={textParameter(formasi)}
            at={at}
          />
        </div>
        <div className="grid gap-6">
          <Announced
            lines={announced.map((line) => ({
              id: line.id,
              title: t('announced.line', { stage: t(`stage.${line.stage}`), version: line.version }),
              by: t('announced.by', { name: line.by, at: at(line.publishedAt) }),
              reason: line.reason,
            }))}
          />
          <Card title={t('objections.title')}>
            <p className="text-sm">
              {t('objections.card', {
                count: objections.length,
                open: objections.filter(({ state }) => state === 'filed').length,
              })}
            </p>
            {objections.length > 0 && (
              <p className="mt-2 text-sm">
                <AppLink href={`/cat/hasil/${id}/sanggah`}>{t('objections.open')}</AppLink>
              </p>
            )}
          </Card>
          <Disqualifications
            lines={await disqualificationsOf(context, id)}
            keptOut={await keptOutOf(context, id)}
            at={at}
          />
          <Certificates programmeId={id} count={await certificateCount(context, id)} action={signCertificatesAction} />
          <Disclosure
            programme={{ id: view.id, code: view.code }}
            open={view.sessions - view.closed}
            sessions={view.closedSessions}
            disclosed={view.disclosedAt && { name: view.disclosedName ?? '', at: at(view.disclosedAt) }}
            action={discloseProgrammeAction}
          />
        </div>
      </div>
    </ClientMessages>
  )
}

type StageProps = {
  context: Context
  programmeId: string
  stage: Stage
  own: number
  formation: string | undefined
  at: (instant: Date) => string
}

async function StageRanking({ context, programmeId, stage, own, formation, at }: StageProps) {
  const ranked = await computeRanking(context, programmeId, stage).catch((error: unknown) => {
    if (error instanceof Refusal) return error
    throw error
  })
  if (ranked instanceof Refusal) return <Unready refusal={ranked} />
  const settling = await settlingOf(context, programmeId, stage, ranked)
  return (
    <>
      {stage === 'final' && (
        <FinalTies
          programmeId={programmeId}
          ties={ranked.ties}
          proposed={await proposedTies(context, programmeId)}
          at={at}
          propose={proposeTieAction}
          decide={decideTieAction}
          decline={declineTieAction}
        />
      )}
      <Settling
        programmeId={programmeId}
        stage={stage}
        fingerprint={ranked.fingerprint}
        settling={settling}
        at={at}
        propose={proposeSettlementAction}
      />
      <Moves {...ranked} />
      <Ranking
        programmeId={programmeId}
        stage={stage}
        ranked={ranked}
        formation={formation}
        hrefOf={(code) =>
          addressWith(`/cat/hasil/${programmeId}`, { tahap: stage === 'final' ? 'akhir' : undefined, formasi: code })
        }
        own={own}
        settling={settling}
        until={hasObjections(settling.next) ? objectionsEnd(settling.today) : null}
        action={publishRankingAction}
      />
    </>
  )
}

async function Unready({ refusal: { code, facts } }: { refusal: Refusal }) {
  const t = await getTranslations('results')
  const locale = localeFrom(await getLocale())
  const sentence = dataWord(await getTranslations('refusals'), code, readableFacts(facts, locale))
  return (
    <Card title={t('ranking.title')}>
      <Notice tone="info" title={t('ranking.unready')}>
        <p>{code === 'not_found' ? t('disclosure.none') : sentence}</p>
      </Notice>
    </Card>
  )
}
