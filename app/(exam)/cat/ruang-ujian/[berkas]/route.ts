import { roomFile } from '@/lib/cat/room-page.server'

/** What the pages of the exam room load: script, style, letters. The same for everybody. */
export async function GET(request: Request, { params }: RouteContext<'/cat/ruang-ujian/[berkas]'>) {
  const file = await roomFile((await params).berkas)
  if (!file) return new Response(null, { status: 404 })
  const headers = { ...file.headers, 'Cache-Control': 'public, no-cache', ETag: file.etag }
  if (request.headers.get('if-none-match') === file.etag) return new Response(null, { status: 304, headers })
  return new Response(file.bytes, { headers })
}
