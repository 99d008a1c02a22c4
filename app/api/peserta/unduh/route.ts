import { listResponse } from '@/lib/list-response.server'

/** The candidates under the filters of its address as a file. */
export function GET(request: Request) {
  return listResponse('candidates', request)
}
