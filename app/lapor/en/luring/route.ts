import { offlineDocument, takeOffline } from '@/components/wbs/figures/offline.server'

/** How to report without a script: lock a file by hand, and send it here, in English. */
export function GET(): Promise<Response> {
  return offlineDocument('en')
}

export function POST(request: Request): Promise<Response> {
  return takeOffline('en', request)
}
