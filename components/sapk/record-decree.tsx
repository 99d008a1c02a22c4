'use client'

import { useTranslations } from 'next-intl'
import { type ComponentProps, lazy, Suspense, useState } from 'react'
import { Card } from '@/components/ui/card'

// asked for once in many proposals
const RecordDecreeForm = lazy(() =>
  import('@/components/sapk/record-decree-form').then((file) => ({ default: file.RecordDecreeForm })),
)

/**
 * A decree that was signed on paper. The President's comes in no other way; for one of the agency it is the exception,
 * stands folded and is fetched when somebody unfolds it.
 */
export function RecordDecree(decree: ComponentProps<typeof RecordDecreeForm>) {
  const title = useTranslations('proposal.record.title')(decree.by)
  const [isAsked, setIsAsked] = useState(false)
  const form = (
    <Suspense>
      <RecordDecreeForm {...decree} />
    </Suspense>
  )
  if (decree.by === 'president') return <Card title={title}>{form}</Card>
  return (
    <Card>
      <details className="-my-2 open:mb-0" onToggle={() => setIsAsked(true)}>
        <summary className="min-h-11 cursor-pointer py-2 font-semibold text-link">{title}</summary>
        {isAsked && form}
      </details>
    </Card>
  )
}
