import { openPhoto } from '@/lib/cat/photos.server'
import { Refusal } from '@/lib/refusal'
import { answerRoute } from '@/lib/route-answer.server'
import { isUuid } from '@/lib/uuid'

/** The face of whom an attempt is of: as it was registered, or with `?jenis=meja` as the desk took it. */
export async function GET(request: Request, { params }: RouteContext<'/api/sesi/foto/[id]'>) {
  const { id } = await params
  return answerRoute(request, 'exam.read', id, async (context) => {
    if (!isUuid(id)) throw new Refusal('not_found')
    const isOfDesk = new URL(request.url).searchParams.get('jenis') === 'meja'
    const jpeg = await openPhoto(context, id, isOfDesk ? 'desk' : 'registration')
    return new Response(jpeg, {
      headers: {
        'content-type': 'image/jpeg',
        'content-disposition': 'inline; filename="foto.jpg"',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'cross-origin-resource-policy': 'same-origin',
      },
    })
  })
}
