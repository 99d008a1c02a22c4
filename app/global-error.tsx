'use client'

import { Failure } from '@/components/public/failure'
import './globals.css'

/** A bug or an outage in the root layout itself. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="id">
      <body>
        <Failure {...props} />
      </body>
    </html>
  )
}
