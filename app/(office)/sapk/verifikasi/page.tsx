import { redirect } from 'next/navigation'
import { requireActor } from '@/lib/auth/session.server'
import { nextForReview } from '@/lib/sapk/proposal-queue.server'

/** The next file to verify, to look at until its verifier begins; the list when the queue is empty. */
export default async function Page() {
  const actor = await requireActor('promotion.verify')
  const next = await nextForReview({ actor, now: new Date() })
  redirect(next ? `/sapk/verifikasi/${next}` : '/sapk/usul')
}
