'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import { InboxTable } from '@/components/wbs/desk/inbox-table'
import { LockBar } from '@/components/wbs/desk/lock-bar'
import type { Peeked } from '@/components/wbs/desk/reading-calls'
import { UnlockForm } from '@/components/wbs/desk/unlock-form'
import { useTroubleText, useVault } from '@/components/wbs/desk/use-vault'
import { vault } from '@/components/wbs/desk/vault'
import type { Action } from '@/lib/refusal'
import type { Desk } from '@/lib/wbs/desk.server'
import type { SignedManifest } from '@/lib/wbs/manifest'
import type { InboxRow } from '@/lib/wbs/office-inbox.server'
import type { ServedFirst } from '@/lib/wbs/office-report.server'

type Peek = Action<{ reports: string[] }, { manifest: SignedManifest; firsts: ServedFirst[] }>

/** The list of an officer: what the server knows at once, what was written once the desk is unlocked. */
export function InboxView({
  desk,
  rows,
  caption,
  peek,
  tabs,
  pager,
}: {
  desk: Desk
  rows: readonly InboxRow[]
  caption: string
  peek: Peek
  tabs: ReactNode
  pager: ReactNode
}) {
  const t = useTranslations('desk.inbox')
  const isOpen = useVault(desk.officer.keyId)
  const { opened, trouble } = usePeeked(isOpen, rows, peek)
  return (
    <>
      {isOpen ? <LockBar /> : <UnlockForm desk={desk} />}
      <div className="mt-6 mb-4">{tabs}</div>
      <Notice live>{trouble}</Notice>
      {rows.length > 0 && (
        <Card flush>
          <InboxTable caption={caption} rows={rows} opened={opened} today={desk.on} />
        </Card>
      )}
      {rows.length === 0 && <p className="py-8 text-center text-muted">{t('nothingHere')}</p>}
      {pager}
    </>
  )
}

const NOTHING: ReadonlyMap<string, Peeked> = new Map()

/** What was opened of the rows; nothing of it while the desk is locked. */
function usePeeked(isOpen: boolean, rows: readonly InboxRow[], peek: Peek) {
  const [opened, setOpened] = useState(NOTHING)
  const [trouble, setTrouble] = useState<string>()
  const refusalText = useRefusalText()
  const troubleText = useTroubleText()
  const ids = rows.map(({ id }) => id).join()

  useEffect(() => {
    let isCurrent = true
    const read = async () => {
      const served = await peek({ reports: ids.split(',') })
      if (!served.ok) return isCurrent && setTrouble(refusalText(served.refusal))
      const peeked = await vault('peek', served.data)
      if (isCurrent) setOpened(new Map(peeked.map((each) => [each.report, each])))
    }
    if (isOpen && ids) read().catch((error) => isCurrent && setTrouble(troubleText(error)))
    return () => {
      isCurrent = false
      setOpened(NOTHING)
      setTrouble(undefined)
    }
  }, [isOpen, ids, peek, refusalText, troubleText])
  return { opened, trouble }
}
