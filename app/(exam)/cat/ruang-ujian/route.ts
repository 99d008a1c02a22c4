import { cookies } from 'next/headers'
import { roomPage } from '@/lib/cat/room-page.server'
import { localeFrom } from '@/lib/i18n/preferences'

/** The exam room: a plain document with one small bundle (docs/decisions/0061). */
export async function GET() {
  return roomPage(localeFrom((await cookies()).get('locale')?.value))
}
