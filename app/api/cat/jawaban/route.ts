import { answerRequest } from '@/lib/cat/answer-door.server'

/** The answers of the exam room (docs/decisions/0060). The server of a build takes them before the framework does. */
export function POST(request: Request): Promise<Response> {
  return answerRequest(request)
}
