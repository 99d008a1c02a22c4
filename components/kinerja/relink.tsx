'use client'

import { useTranslations } from 'next-intl'
import { PlanDialog } from '@/components/kinerja/plan-dialog'
import type { LeaderResult } from '@/components/kinerja/result-fields'
import { Field } from '@/components/ui/field'
import type { Action } from '@/lib/refusal'

type Link = { id: string; leaderItemId: string }

const schema = () => import('@/lib/kinerja/plan-input').then((file) => file.relinkInput)

/** Lines of an agreed plan that are linked in words, now that the leader has results to link them to. */
export function Relink({
  lines,
  leading,
  relink,
}: {
  lines: readonly { id: string; text: string; leaderText: string | null }[]
  leading: readonly LeaderResult[]
  relink: Action<Link>
}) {
  const t = useTranslations('skp')
  return (
    <ul className="divide-y divide-line">
      {lines.map(({ id, text, leaderText }) => (
        <li key={id} className="flex flex-wrap items-center gap-3 px-4 py-3 text-sm">
          <span className="min-w-0 flex-1">
            {text}
            <span className="block text-muted text-xs">{leaderText}</span>
          </span>
          <PlanDialog
            label={t('act.relink')}
            note={text}
            schema={schema}
            action={relink}
            subject={{ id }}
            defaults={{ id, leaderItemId: leading[0]?.id ?? '' }}
          >
            {({ register }) => (
              <Field label={t('form.leader')}>
                <select {...register('leaderItemId')}>
                  {leading.map((result) => (
                    <option key={result.id} value={result.id}>
                      {result.text}
                    </option>
                  ))}
                </select>
              </Field>
            )}
          </PlanDialog>
        </li>
      ))}
    </ul>
  )
}
