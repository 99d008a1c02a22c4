import { dayPage } from '@/lib/kinerja/day-page.server'

/** The page of daily work: a plain document that comes up without a network (docs/decisions/0091). */
export function GET() {
  return dayPage()
}
