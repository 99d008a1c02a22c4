import { recipientsFile } from '@/lib/wbs/offline'
import { offlineManifest } from '@/lib/wbs/offline.server'

/** The keys of a group, as the age program reads them. */
export async function GET(_: Request, { params }: RouteContext<'/lapor/luring/[kelompok]'>): Promise<Response> {
  const { kelompok } = await params
  const manifest = await offlineManifest()
  if (!manifest?.groups.some(({ id }) => id === kelompok)) return new Response(null, { status: 404 })
  return new Response(recipientsFile(manifest, kelompok), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
