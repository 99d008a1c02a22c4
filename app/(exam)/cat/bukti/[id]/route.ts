import { cookies } from 'next/headers'
import { proofPage } from '@/lib/cat/room-page.server'
import { localeFrom } from '@/lib/i18n/preferences'

/** Where everybody checks a receipt of one session. */
export async function GET() {
  return proofPage(localeFrom((await cookies()).get('locale')?.value))
}
