import { announcedFile } from '@/lib/cat/announced.server'
import { mayAsk } from '@/lib/documents/may-ask.server'
import { Refusal } from '@/lib/refusal'
import { answerRefusal } from '@/lib/refusal-answer.server'
import { isUuid } from '@/lib/uuid'

/** An announcement as a file for programs; it never changes again. */
export async function GET(request: Request, { params }: RouteContext<'/cat/pengumuman/[id]/data'>) {
  const { id } = await params
  try {
    if (!isUuid(id)) throw new Refusal('not_found')
    if (!mayAsk('examData', request.headers.get('x-forwarded-for'), new Date())) throw new Refusal('ask_later')
    return Response.json(await announcedFile(id, new Date()), {
      headers: {
        'Content-Disposition': `attachment; filename="pengumuman-${id}.json"`,
        'Cache-Control': 'public, max-age=86400, immutable',
      },
    })
  } catch (error) {
    return answerRefusal(request, error)
  }
}
