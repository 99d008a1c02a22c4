import { listResponse } from '@/lib/list-response.server'

/** A list under the filters of its address as a file. */
export function GET(request: Request) {
  return listResponse('documents', request)
}
