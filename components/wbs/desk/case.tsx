'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { Tag } from '@/components/ui/tag'
import { Timeline } from '@/components/ui/timeline'
import type { Studied } from '@/components/wbs/desk/case-calls'
import { CasePapers } from '@/components/wbs/desk/case-papers'
import { ConflictButton, type DeclareConflict } from '@/components/wbs/desk/conflict-button'
import { LeaveButton, type LeaveReport } from '@/components/wbs/desk/leave-button'
import { useKeyNames, useReport } from '@/components/wbs/desk/report-context'
import { type CaseActions, StepDialog } from '@/components/wbs/desk/step-dialog'
import { vault } from '@/components/wbs/desk/vault'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { ShownCase } from '@/lib/wbs/case.server'
import type { Proposed } from '@/lib/wbs/decided'
import { hasAnyOf } from '@/lib/wbs/people'
import { needsTwo, ruleOf, type Step, turnOf } from '@/lib/wbs/steps'

type Props = {
  known: ShownCase
  actions: CaseActions & { declareConflict: DeclareConflict; leave: LeaveReport }
  readers: readonly string[] // keys that the server gives the report to
}

/** Penanganan: whose turn it is, by when, what can be done now, and what was done. */
export function CaseSection({ known, actions, readers }: Props) {
  const t = useTranslations('desk.case')
  const report = useTranslations('desk.report')
  const stateWord = useTranslations('desk.states')
  const { id, summary, messages, notes, mayWrite } = useReport()
  const [studied, setStudied] = useState<Studied>()
  const [taking, setTaking] = useState<{ step: Step; proposed?: Proposed }>()
  const [done, setDone] = useState<Step>()
  const told = useRef<HTMLParagraphElement>(null)

  useEffect(() => {
    vault('study', { report: id, messages, notes: notes ?? [] }).then(setStudied, () => setStudied(undefined))
  }, [id, messages, notes])

  useEffect(() => {
    if (done) told.current?.focus() // the button that began it is gone
  }, [done])

  const isContradicted = studied && summary.state !== 'unreadable' && studied.state !== summary.state
  const steps = known.steps.filter((step) => mayWrite[needsTwo(step) ? 'catatan' : 'pesan'])
  const waiting = known.proposals.filter(({ isOwn, step }) => !isOwn && steps.includes(step as Step))
  const next = steps.find((step) => !needsTwo(step) && ruleOf(step).to !== null)
  const nameOf = useKeyNames()
  const begin = (what: NonNullable<typeof taking>) => {
    setDone(undefined)
    setTaking(what)
  }
  const signedFor = (proposal: ShownCase['proposals'][number]) =>
    studied?.proposals.findLast(
      ({ by, step, result }) => by === proposal.keyId && step === proposal.step && result === proposal.result,
    )
  return (
    <>
      <Card title={t('title')}>
        <div className="grid gap-4">
          {isContradicted && (
            <Notice title={t('contradicted')}>{t('contradictedText', { state: stateWord(studied.state) })}</Notice>
          )}
          {studied && studied.doubtful.length > 0 && <Notice title={t('doubtful')}>{t('doubtfulText')}</Notice>}
          <Dates known={known} />
          {done && (
            <p ref={told} tabIndex={-1} className="flex gap-2 text-sm font-semibold text-success">
              <Icon name="circle-check" />
              {t('recorded', { step: t(`steps.${done}`) })}
            </p>
          )}
          {known.proposals.map((proposal) => {
            const proposed = signedFor(proposal)
            const isMine = !waiting.includes(proposal)
            return (
              <Notice
                key={proposal.step}
                tone="info"
                title={t('proposed', { name: nameOf(proposal.keyId) ?? '', step: t(`steps.${proposal.step as Step}`) })}
                action={
                  !isMine && proposed ? (
                    <Button variant="primary" onClick={() => begin({ step: proposal.step as Step, proposed })}>
                      {t('confirm')}
                    </Button>
                  ) : undefined
                }
              >
                <p className="wrap-anywhere whitespace-pre-wrap">{proposed?.text ?? t('unsigned')}</p>
                {proposal.isOwn && <p className="mt-1">{t('ownProposal')}</p>}
              </Notice>
            )
          })}
          {steps.length === 0 && (
            <p className="text-sm text-muted">{known.steps.length === 0 ? t('nothing') : report('behind')}</p>
          )}
          <div className="flex flex-wrap gap-2">
            {steps.map((step) => (
              <Button key={step} variant={step === next ? 'primary' : 'secondary'} onClick={() => begin({ step })}>
                {needsTwo(step) ? t('propose', { step: t(`steps.${step}`) }) : t(`steps.${step}`)}
              </Button>
            ))}
            <LeaveButton leave={actions.leave} readers={readers} />
            <ConflictButton declare={actions.declareConflict} readers={readers} />
          </div>
        </div>
        {taking && studied && (
          <StepDialog
            key={`${taking.step} ${taking.proposed?.seq ?? ''}`}
            {...taking}
            studied={studied}
            reopenDays={known.reopenDays}
            actions={actions}
            onClose={() => setTaking(undefined)}
            onDone={() => {
              setDone(taking.step)
              setTaking(undefined)
            }}
          />
        )}
      </Card>
      <CasePapers studied={studied} />
      <History events={known.events} />
    </>
  )
}

const TONES = { soon: 'warning', due: 'warning', late: 'danger' } as const

function Dates({ known }: { known: ShownCase }) {
  const t = useTranslations('desk.case')
  const roleWord = useTranslations('report.roles')
  const locale = localeFrom(useLocale())
  const { summary, conversation, manifest } = useReport()
  const roles = turnOf(summary.state)
  const turn = roles.map((role) => roleWord(role))
  return (
    <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-3">
      <div>
        <dt className="text-muted">{t('turn')}</dt>
        <dd>{turn.length > 0 ? turn.join(', ') : t('nobody')}</dd>
        {turn.length > 0 && !hasAnyOf(roles, conversation, manifest) && (
          <dd className="font-semibold text-warning">{t('unmanned')}</dd>
        )}
      </div>
      <div>
        <dt className="text-muted">{t('due')}</dt>
        <dd className="flex flex-wrap items-center gap-2">
          {summary.dueOn ? formatDate(summary.dueOn, 'long', locale) : t('noDue')}
          {known.urgency && (
            <Tag tone={TONES[known.urgency]} icon={known.urgency === 'late' ? 'circle-alert' : 'triangle-alert'}>
              {t(`urgency.${known.urgency}`)}
            </Tag>
          )}
        </dd>
      </div>
      {known.feedbackOn && (
        <div>
          <dt className="text-muted">{t('feedback')}</dt>
          <dd>{formatDate(known.feedbackOn, 'long', locale)}</dd>
        </div>
      )}
    </dl>
  )
}

/** Riwayat: the events that the reporter sees as well, newest first. */
function History({ events }: { events: ShownCase['events'] }) {
  const t = useTranslations('desk.case')
  const words = useTranslations('report')
  const locale = localeFrom(useLocale())
  const entries = events.map(({ kind, on, role }, at) => ({
    key: `${at}`,
    state: 'done' as const,
    title: words(`events.${kind}` as 'events.acknowledge', { role: words(`roles.${role}` as 'roles.inspektur') }),
    meta: formatDate(on, 'long', locale),
  }))
  return (
    <Card title={t('history')}>
      <Timeline entries={entries.reverse()} />
    </Card>
  )
}
