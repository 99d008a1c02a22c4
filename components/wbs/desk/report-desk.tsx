'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import { LockBar } from '@/components/wbs/desk/lock-bar'
import { type Deliver, type ReportDesk, ReportProvider } from '@/components/wbs/desk/report-context'
import { UnlockForm } from '@/components/wbs/desk/unlock-form'
import type { AskForKey } from '@/components/wbs/desk/unopened'
import type { Stated, UnreadableActions } from '@/components/wbs/desk/unreadable'
import { AskAgain, NotOpenable, OpenAfterAll, StopNotice, UnopenedNotice } from '@/components/wbs/desk/unreadable-later'
import { type ReportActions, useOpenedReport } from '@/components/wbs/desk/use-opened-report'
import { useTamperText, useTroubleText, useVault } from '@/components/wbs/desk/use-vault'
import { Trouble } from '@/components/wbs/desk/vault'
import type { RefusalData } from '@/lib/refusal'
import type { Desk } from '@/lib/wbs/desk.server'
import type { ReportSummary } from '@/lib/wbs/officer.server'

type Props = {
  desk: Desk
  summary: ReportSummary
  actions: ReportActions & UnreadableActions & { ask: AskForKey }
  isAsked: boolean // the key anew, for the own one
  stated: readonly Stated[] // that nobody can open it
  children: ReactNode
}

/** One report on the desk of somebody who holds its key: locked, opened, or not as it must be, and then nothing of it. */
export function ReportDeskView(props: Props) {
  const isOpen = useVault(props.desk.officer.keyId)
  return isOpen ? <Opened {...props} /> : <UnlockForm desk={props.desk} />
}

function Opened({ desk, summary, actions, isAsked, stated, children }: Props) {
  const t = useTranslations('desk.report')
  const { opened, failure, reload, deliver } = useOpenedReport(summary.id, actions)
  const asking = <AskAgain report={summary.id} isAsked={isAsked} ask={actions.ask} />
  const unopened = (
    <>
      {asking}
      <NotOpenable summary={summary} stated={stated} state={actions.state} />
    </>
  )
  const failed = failure && <Failed {...failure} again={reload} unopened={unopened} />
  if (failed && (failure.kind === 'tampered' || !opened))
    return (
      <>
        <LockBar />
        {failed}
      </>
    )
  if (!opened) return <p role="status">{t('opening')}</p>
  const isUnopened = opened.unopened.pesan.length + opened.unopened.catatan.length > 0
  const plain = (sealed: Parameters<ReportActions['send']>[0]) => actions.send(sealed)
  const value: ReportDesk = {
    ...opened,
    id: summary.id,
    summary,
    me: desk.officer,
    reload,
    send: <T,>(kind: Parameters<ReportDesk['send']>[0], body: object, to?: Deliver<T>) =>
      deliver('pesan', kind, body, to ?? (plain as Deliver<T>)),
    note: <T,>(body: object, to?: Deliver<T>) => deliver('catatan', 'catatan', body, to ?? (plain as Deliver<T>)),
  }
  return (
    <ReportProvider value={value}>
      <LockBar />
      {failed && <div className="mb-6">{failed}</div>}
      {stated.length > 0 && <OpenAfterAll report={summary.id} stated={stated} retract={actions.retract} />}
      {opened.stop && <StopNotice report={summary.id} opened={opened} reload={reload} />}
      {isUnopened && <UnopenedNotice>{asking}</UnopenedNotice>}
      {children}
    </ReportProvider>
  )
}

type FailedProps = { kind: string; error: unknown; again: () => Promise<void>; unopened: ReactNode }

/** Why nothing is shown: what was changed on the way is said in red, and the page stops there. */
function Failed({ kind, error, again, unopened }: FailedProps) {
  const t = useTranslations('desk.report')
  const troubleText = useTroubleText()
  const refusalText = useRefusalText()
  const tamperText = useTamperText()
  const { code = '' } = error instanceof Trouble ? error : {}
  if (kind === 'tampered')
    return (
      <Notice live title={t('tampered')}>
        <p>{t('tamperedText')}</p>
        <p className="mt-1">{t('tamperedCode', { what: tamperText(code) })}</p>
        {unopened}
      </Notice>
    )
  return (
    <Notice live tone="warning" action={<Button onClick={again}>{t('again')}</Button>}>
      {kind === 'refused' ? refusalText(error as RefusalData) : troubleText(error)}
    </Notice>
  )
}
