'use client'

import { Failure } from '@/components/public/failure'

/** A bug or an outage below the root layout. */
export default function PageError(props: { error: unknown; retry: () => void }) {
  return <Failure {...props} />
}
