import { getTranslations } from 'next-intl/server'
import { AppLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import type { Context } from '@/lib/auth/actor'
import { findOwnDecision } from '@/lib/sapk/proposal-detail.server'

/** What a verifier has just decided on the file before this page. */
export async function DecidedNotice({ context, id }: { context: Context; id: unknown }) {
  const decision = typeof id === 'string' ? await findOwnDecision(context, id) : undefined
  if (!decision) return null
  const t = await getTranslations('proposal.review')
  return (
    <Notice
      tone="success"
      action={
        <AppLink href={`/sapk/usul/${decision.id}`} className="whitespace-nowrap">
          {t('decidedOpen')}
        </AppLink>
      }
    >
      <p role="status">{t('decided', decision)}</p>
    </Notice>
  )
}
