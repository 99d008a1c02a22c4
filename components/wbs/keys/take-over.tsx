'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import { useCommand } from '@/components/ui/use-command'
import { PassphraseForm } from '@/components/wbs/desk/passphrase-form'
import { Unlock } from '@/components/wbs/desk/unlock-form'
import { useTroubleText, useVault } from '@/components/wbs/desk/use-vault'
import { Trouble, vault } from '@/components/wbs/desk/vault'
import { type Action, Refusal, type Result, refusalData } from '@/lib/refusal'
import type { Desk } from '@/lib/wbs/desk.server'
import type { KeptWrapHash, ReportKeyChange } from '@/lib/wbs/epochs'
import type { SignedManifest } from '@/lib/wbs/manifest'
import type { ServedCase } from '@/lib/wbs/office-report.server'
import type { OldKey } from '@/lib/wbs/old-keys.server'
import type { OldShare } from '@/lib/wbs/old-shares.server'

export type TakeOverActions = {
  read: Action<Place, ServedCase>
  change: Action<ReportKeyChange, KeptWrapHash[]>
  readShare: Action<Place, OldShare & { manifest: SignedManifest }>
  takeShare: Action<OldShare>
  end: Action<{ key: string }>
}
type Place = { report: string; key: string }

type Props = { desk: Desk; old: OldKey; actions: TakeOverActions }

/**
 * What an old key still opens is taken over by the new one, report by report: each is whole at the server before the next
 * begins, so a page that is closed loses nothing and the next one goes on. Then the old key ends.
 */
export function TakeOver({ desk, old, actions }: Props) {
  const t = useTranslations('desk.own.takeOver')
  const isOpen = useVault(desk.officer.keyId)
  const [isOldOpen, setIsOldOpen] = useState(false)
  const [isUnopened, setUnopened] = useState(false)
  const count = old.reports.length + old.shares.length
  const hasReports = count > 0
  const opens = hasReports || old.questions.length > 0
  return (
    <Card title={t('title')}>
      <div className="grid gap-4">
        {hasReports && <p className="text-sm">{t('text', { count })}</p>}
        {old.questions.length > 0 && <Notice tone="info">{t('asked', { count: old.questions.length })}</Notice>}
        {!opens && <p className="text-sm">{t('nothing')}</p>}
        {isUnopened && <Notice tone="warning">{t('unopened')}</Notice>}
        {!opens && <End old={old} end={actions.end} />}
        {opens && !isOpen && (
          <div className="max-w-[640px]">
            <Unlock desk={desk} />
          </div>
        )}
        {opens && isOpen && !isOldOpen && (
          <div className="max-w-[640px]">
            <PassphraseForm
              asks="current"
              label={t('old')}
              hint={t('oldHint')}
              submit={t('unlock')}
              working={t('working')}
              run={async ({ current: typed }) => {
                const isIt = await vault('unlockOld', { id: old.id, locked: old.locked, typed })
                setIsOldOpen(isIt)
                return isIt ? {} : { current: t('wrong') }
              }}
            >
              {t('oldText')}
            </PassphraseForm>
          </div>
        )}
        {hasReports && isOpen && isOldOpen && <Run old={old} actions={actions} onUnopened={() => setUnopened(true)} />}
      </div>
    </Card>
  )
}

/** `isWhole`: all of it was opened. */
type Taken = { isWhole: boolean }

/** Reports that could not be taken over, by why. */
type Left = Map<string, number>

function Run({ old, actions, onUnopened }: Pick<Props, 'old' | 'actions'> & { onUnopened: () => void }) {
  const t = useTranslations('desk.own.takeOver')
  const { attempt, isBusy, trouble, say } = useCommand()
  const troubleText = useTroubleText()
  // as they were when this began: each that is taken over leaves the list
  const [works] = useState(() => [
    ...old.reports.map((report) => () => takeReport({ report, key: old.id }, actions)),
    ...old.shares.map((report) => () => takeShare({ report, key: old.id }, actions)),
  ])
  const [done, setDone] = useState(0)
  const [left, setLeft] = useState<Left>(new Map())
  const isWhole = useRef(true)

  const takeOver = async (work: () => Promise<Result<Taken>>): Promise<string | null> => {
    try {
      let result = await work()
      if (!result.ok && result.refusal.code === 'wbs_wrong_seq') result = await work() // somebody wrote meanwhile
      if (result.ok && !result.data.isWhole) isWhole.current = false
      return result.ok ? null : say(result.refusal)
    } catch (error) {
      if (error instanceof Trouble && error.kind === 'tampered') return troubleText(error)
      throw error
    }
  }
  const run = () =>
    attempt(async () => {
      const why: Left = new Map()
      setDone(0)
      for (const [at, work] of works.entries()) {
        const trouble = await takeOver(work)
        if (trouble) why.set(trouble, (why.get(trouble) ?? 0) + 1)
        setDone(at + 1)
      }
      setLeft(why)
      if (!isWhole.current) onUnopened() // the old key is ended by hand alone
      if (why.size > 0 || !isWhole.current) return null
      const ended = await actions.end({ key: old.id })
      return ended.ok ? null : say(ended.refusal)
    })
  return (
    <>
      <Notice live>{trouble}</Notice>
      {(isBusy || done > 0) && (
        <Progress
          label={t('progress')}
          value={done}
          max={works.length}
          text={t('progressText', { done, of: works.length })}
        />
      )}
      {[...left].map(([why, count]) => (
        <Notice key={why} tone="warning" title={t('left', { count })}>
          {why}
        </Notice>
      ))}
      <p className="text-sm text-muted">{t('mayClose')}</p>
      <div>
        <Button variant="primary" busy={isBusy} onClick={run}>
          {t('begin')}
        </Button>
      </div>
    </>
  )
}

/** Taken over, or why not; `wbs_kept_otherwise` where the server keeps something else than this browser sent. */
async function takeReport(place: Place, { read, change: send }: TakeOverActions): Promise<Result<Taken>> {
  const served = await read(place)
  if (!served.ok) return served
  const { change, isWhole } = await vault('takeOver', served.data)
  const kept = await send(change)
  if (!kept.ok) return kept
  const others = await vault('keptOtherwise', { change, kept: kept.data })
  if (others.length > 0) return { ok: false, refusal: refusalData(new Refusal('wbs_kept_otherwise')) }
  return { ok: true, data: { isWhole } }
}

async function takeShare(place: Place, { readShare, takeShare: send }: TakeOverActions): Promise<Result<Taken>> {
  const served = await readShare(place)
  if (!served.ok) return served
  const taken = await send(await vault('takeOverShare', served.data))
  return taken.ok ? { ok: true, data: { isWhole: true } } : taken
}

/** Where nothing is left for the old key, as after a page that was closed in the last moment. */
function End({ old, end }: { old: OldKey; end: TakeOverActions['end'] }) {
  const t = useTranslations('desk.own.takeOver')
  const { run, isBusy, trouble } = useCommand()
  return (
    <div>
      <Notice live>{trouble}</Notice>
      <Button busy={isBusy} onClick={() => run(() => end({ key: old.id }))}>
        {t('end')}
      </Button>
    </div>
  )
}
