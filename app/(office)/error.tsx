'use client'

import { Failure } from '@/components/public/failure'

/** A bug or an outage of one page: the menu stays, so that the way on is at hand. */
export default function OfficeError(props: { error: unknown; retry: () => void }) {
  return <Failure inShell {...props} />
}
