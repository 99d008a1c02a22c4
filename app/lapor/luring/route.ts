import { offlineDocument, takeOffline } from '@/components/wbs/figures/offline.server'

/** How to report without a script: lock a file by hand, and send it here. */
export function GET(): Promise<Response> {
  return offlineDocument('id')
}

export function POST(request: Request): Promise<Response> {
  return takeOffline('id', request)
}
