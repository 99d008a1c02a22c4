'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { useReport } from '@/components/wbs/desk/report-context'
import { AGENCY_KINDS, type Concluded } from '@/lib/wbs/conclusion'
import { CATEGORIES, isReportContent } from '@/lib/wbs/report-content'

/** What the statistics are told of a report that ends; the category is the reporter's own at first. */
export function useConcluded() {
  const { messages } = useReport()
  const content = (messages[0]?.body as { content?: unknown } | undefined)?.content
  const [told, setTold] = useState<Concluded>({
    category: isReportContent(content) ? content.category : 'other',
    agencyKind: 'central',
    hasCorrectiveAction: false,
    hasRetaliation: false,
  })
  return { told, change: (part: Partial<Concluded>) => setTold((before) => ({ ...before, ...part })) }
}

export function ConcludedFields({ told, change }: ReturnType<typeof useConcluded>) {
  const t = useTranslations('desk.case.concluded')
  const category = useTranslations('report.categories')
  return (
    <fieldset className="grid gap-3 border-t border-line pt-4">
      <legend className="text-sm font-semibold">{t('title')}</legend>
      <p className="text-sm text-muted">{t('hint')}</p>
      <Field label={t('category')}>
        <select
          value={told.category}
          onChange={({ target }) => change({ category: target.value as Concluded['category'] })}
        >
          {CATEGORIES.map((name) => (
            <option key={name} value={name}>
              {category(name)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('agency')}>
        <select
          value={told.agencyKind}
          onChange={({ target }) => change({ agencyKind: target.value as Concluded['agencyKind'] })}
        >
          {AGENCY_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(kind)}
            </option>
          ))}
        </select>
      </Field>
      <Choice
        type="checkbox"
        label={t('corrective')}
        checked={told.hasCorrectiveAction}
        onChange={({ target }) => change({ hasCorrectiveAction: target.checked })}
      />
      <Choice
        type="checkbox"
        label={t('retaliation')}
        checked={told.hasRetaliation}
        onChange={({ target }) => change({ hasRetaliation: target.checked })}
      />
    </fieldset>
  )
}
