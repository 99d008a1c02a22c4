import { cookies } from 'next/headers'
import { boardPage } from '@/lib/cat/room-page.server'
import { localeFrom } from '@/lib/i18n/preferences'

/** The live board of one session, for a screen in the hall and for everybody at home. */
export async function GET() {
  return boardPage(localeFrom((await cookies()).get('locale')?.value))
}
