import { sessionFile } from '@/lib/cat/disclosure.server'
import { mayAsk } from '@/lib/documents/may-ask.server'
import { Refusal } from '@/lib/refusal'
import { answerRefusal } from '@/lib/refusal-answer.server'
import { isUuid } from '@/lib/uuid'

/** The published data of one session; they never change again. */
export async function GET(request: Request, { params }: RouteContext<'/cat/bukti/[id]/data'>) {
  const { id } = await params
  try {
    if (!isUuid(id)) throw new Refusal('not_found')
    if (!mayAsk('examData', request.headers.get('x-forwarded-for'), new Date())) throw new Refusal('ask_later')
    return new Response(await sessionFile(id, new Date()), {
      headers: {
        'Content-Type': 'application/json',
        'Content-Disposition': `attachment; filename="sesi-${id}.json"`,
        'Cache-Control': 'public, max-age=86400, immutable',
      },
    })
  } catch (error) {
    return answerRefusal(request, error)
  }
}
