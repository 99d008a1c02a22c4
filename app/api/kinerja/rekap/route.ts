import { listResponse } from '@/lib/list-response.server'

/** The people of a recap as a file. */
export function GET(request: Request) {
  return listResponse('recap', request)
}
