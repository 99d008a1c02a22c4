'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import { useReport } from '@/components/wbs/desk/report-context'
import { troubleRefused } from '@/components/wbs/desk/use-vault'
import { vault } from '@/components/wbs/desk/vault'
import type { Action } from '@/lib/refusal'
import type { KeyPlace } from '@/lib/wbs/epochs'

/** That something of this report could not be opened here; `children` is what to do where the own key is wrong. */
export function UnopenedNotice({ children }: { children: ReactNode }) {
  const t = useTranslations('desk.report')
  const { unopened } = useReport()
  const count = unopened.pesan.length + unopened.catatan.length
  return (
    <div className="mb-6">
      <Notice title={t('unopened', { count })}>
        <p>{t('unopenedText')}</p>
        {children}
      </Notice>
    </div>
  )
}

export type AskForKey = Action<{ report: string; places: readonly KeyPlace[] }>

type Props = { report: string; isAsked: boolean; ask: AskForKey }

/** Asks those who have the key of a report to give it anew. */
export function AskAgain({ report, isAsked, ask }: Props) {
  const t = useTranslations('desk.report')
  const command = useCommand()
  const [isSent, setSent] = useState(isAsked)
  const [isWhole, setWhole] = useState(false)
  const askNow = () =>
    command.run(
      () =>
        troubleRefused(async () => {
          const places = await vault('unreadKeys', { report })
          if (places.length > 0) return ask({ report, places })
          setWhole(true)
          return { ok: true, data: undefined }
        }),
      () => setSent(true),
    )
  if (isWhole) return <p className="mt-2 font-semibold">{t('keyIsWhole')}</p>
  if (isSent) return <p className="mt-2 font-semibold">{t('asked')}</p>
  return (
    <div className="mt-2">
      <Button size="sm" busy={command.isBusy} onClick={askNow}>
        {t('askAgain')}
      </Button>
      <p role="alert" className="font-semibold text-danger empty:hidden">
        {command.trouble}
      </p>
    </div>
  )
}
