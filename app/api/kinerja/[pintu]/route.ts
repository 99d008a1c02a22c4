import { answerEntryDoor } from '@/lib/kinerja/entry-door.server'

/** What the page of daily work asks, which goes on without a network (docs/decisions/0091). */
export async function GET(request: Request, { params }: RouteContext<'/api/kinerja/[pintu]'>) {
  return answerEntryDoor(request, (await params).pintu)
}

export async function POST(request: Request, { params }: RouteContext<'/api/kinerja/[pintu]'>) {
  return answerEntryDoor(request, (await params).pintu)
}
