'use client'

import { useRouter } from 'next/navigation'
import { useReport } from '@/components/wbs/desk/report-context'
import { troubleRefused } from '@/components/wbs/desk/use-vault'
import { vault } from '@/components/wbs/desk/vault'
import type { Result } from '@/lib/refusal'
import type { Farewell, OwnFarewell } from '@/lib/wbs/farewell'

export type SignedFor = { report: string } & OwnFarewell

/** Whoever goes out of the report of this page signs it, unless they have to stay, and is then back at the list. */
export function useGoingOut(readers: readonly string[]) {
  const { id } = useReport()
  const router = useRouter()
  return {
    goOut: (reason: Farewell['reason'], send: (said: SignedFor) => Promise<Result<void>>) =>
      troubleRefused(async () => {
        const said = await vault('signFarewell', { report: id, reason, readers })
        const result = said.ok ? await send(said.data) : said
        if (!result.ok && result.refusal.code !== 'sign_in_required') router.refresh() // others may read it by now
        return result
      }),
    goBack: () => router.push(`/wbs?keluar=${id}`),
  }
}
