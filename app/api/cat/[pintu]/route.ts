import { answerRequest } from '@/lib/cat/room-door.server'

/** The exam room's doors (docs/decisions/0060). The server of a build takes them before the framework does. */
export function GET(request: Request): Promise<Response> {
  return answerRequest(request)
}

export function POST(request: Request): Promise<Response> {
  return answerRequest(request)
}
