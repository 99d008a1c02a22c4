import { roomFile } from '@/lib/cat/room-page.server'
import { answerFile } from '@/lib/page-files.server'

/** What the pages of the exam room load: script, style, letters. The same for everybody. */
export async function GET(request: Request, { params }: RouteContext<'/cat/ruang-ujian/[berkas]'>) {
  return answerFile(request, await roomFile((await params).berkas))
}
