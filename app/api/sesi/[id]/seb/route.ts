import { examBrowserOf } from '@/lib/cat/exam-browser.server'
import { Refusal } from '@/lib/refusal'
import { answerRoute } from '@/lib/route-answer.server'
import { isUuid } from '@/lib/uuid'

/** What the machines of a session are set up with: a file that Safe Exam Browser opens. */
export async function GET(request: Request, { params }: RouteContext<'/api/sesi/[id]/seb'>) {
  const { id } = await params
  return answerRoute(request, 'exam.lock_browser', id, async (context) => {
    const found = isUuid(id) ? await examBrowserOf(context, id) : undefined
    if (!found) throw new Refusal('not_found')
    return new Response(found.file, {
      headers: {
        'content-type': 'application/seb',
        'content-disposition': 'attachment; filename="ujian.seb"',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  })
}
