import { listResponse } from '@/lib/list-response.server'

/** The evaluations of a year as the file that SIASN reads. */
export function GET(request: Request) {
  return listResponse('exchange', request)
}
