import { reportFile } from '@/lib/wbs/page-file.server'

/** What the reporters' page loads. It is not kept anywhere: nothing in a browser tells that somebody was here. */
export async function GET(_: Request, { params }: RouteContext<'/lapor/[berkas]'>): Promise<Response> {
  const file = await reportFile((await params).berkas)
  return file ? new Response(file.bytes, { headers: file.headers }) : new Response(null, { status: 404 })
}
