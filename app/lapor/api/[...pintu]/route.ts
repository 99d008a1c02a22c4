import { reporterDoors } from '@/lib/wbs/reporter-doors.server'

/** What reporters send: `/lapor/api/<door>`, and nothing but a body is read of it. */
export async function POST(request: Request, { params }: RouteContext<'/lapor/api/[...pintu]'>): Promise<Response> {
  const name = (await params).pintu.join('/')
  const door = Object.hasOwn(reporterDoors, name) ? reporterDoors[name] : undefined
  return door ? door(request) : new Response(null, { status: 404 })
}
