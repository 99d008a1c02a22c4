import { dayFile } from '@/lib/kinerja/day-page.server'
import { answerFile } from '@/lib/page-files.server'

/** What the page of daily work loads. The same for everybody. */
export async function GET(request: Request, { params }: RouteContext<'/kinerja/harian/[berkas]'>) {
  return answerFile(request, await dayFile((await params).berkas))
}
