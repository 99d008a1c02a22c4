'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import type { OpenedCase } from '@/components/wbs/desk/reading-calls'
import type { Deliver, SealedFor } from '@/components/wbs/desk/report-context'
import { Trouble, vault } from '@/components/wbs/desk/vault'
import type { Action, Result } from '@/lib/refusal'
import type { MessageKind } from '@/lib/wbs/envelope'
import type { ReportKeyChange } from '@/lib/wbs/epochs'
import type { ServedCase } from '@/lib/wbs/office-report.server'
import type { Ring } from '@/lib/wbs/wraps'

export type ReportActions = {
  read: Action<{ report: string }, ServedCase>
  send: Action<SealedFor>
  openNotes: Action<ReportKeyChange>
}

type Failure = { kind: Trouble['kind'] | 'refused'; error: unknown }

/** Reads a report and keeps it read; `failure` is why nothing of it may be shown. */
export function useOpenedReport(report: string, actions: ReportActions) {
  const [opened, setOpened] = useState<OpenedCase>()
  const [failure, setFailure] = useState<Failure>()
  const router = useRouter()

  const read = useCallback(async () => {
    try {
      const served = await actions.read({ report })
      if (!served.ok) return setFailure({ kind: 'refused', error: served.refusal })
      setOpened(await vault('open', served.data))
      setFailure(undefined)
    } catch (error) {
      setFailure({ kind: error instanceof Trouble ? error.kind : 'failed', error })
    }
  }, [report, actions.read])

  useEffect(() => void read(), [read])

  /** The state beside the messages comes from the server with the page. */
  const reload = useCallback(async () => {
    await read()
    router.refresh()
  }, [read, router])

  const deliver = async <T>(ring: Ring, kind: MessageKind, body: object, to: Deliver<T>): Promise<Result<T>> => {
    const seal = async () => to({ report, ...(await vault('seal', { report, ring, kind, body })) })
    if (ring === 'catatan' && !opened?.notes) {
      const begun = await actions.openNotes(await vault('openNotes', { report }))
      await read() // somebody else may have begun meanwhile
      if (!begun.ok && begun.refusal.code !== 'wbs_wrong_rings') return begun
    }
    let result = await seal()
    if (!result.ok && result.refusal.code === 'wbs_wrong_seq') {
      await read()
      result = await seal()
    }
    if (result.ok) await reload()
    else if (result.refusal.code !== 'sign_in_required') router.refresh() // what it was refused for is news
    return result
  }
  return { opened, failure, reload, deliver }
}
