import { useLocale, useTranslations } from 'next-intl'
import { SignForm, type SignFormAction } from '@/components/kinerja/sign-form'
import { buttonClass } from '@/components/ui/button-class'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { EvaluationRef } from '@/lib/kinerja/evaluation'
import type { OfficialForm } from '@/lib/kinerja/forms.server'

/** The official forms of a plan or an evaluation: as PDF once all have signed, else whose signature is awaited. */
export function OfficialForms({
  evaluationRef,
  forms,
  side,
  sign,
}: {
  evaluationRef: EvaluationRef
  forms: readonly OfficialForm[]
  /** As what the reader may sign; null for whoever only reads. */
  side: 'employee' | 'appraiser' | null
  sign: SignFormAction
}) {
  const t = useTranslations('evaluation.forms')
  const locale = localeFrom(useLocale())
  if (forms.length === 0) return null
  const state = ({ document, isHalfSigned, awaits, dueOn }: OfficialForm) => {
    if (document) return t('code', { code: document.code })
    if (isHalfSigned) return t('halfSigned')
    if (awaits.includes('employee')) return t('employeeFirst', { dueOn: formatDate(dueOn, 'long', locale) })
    return t('unsigned')
  }
  return (
    <Card title={t('title')} flush className="print:hidden">
      <ul className="divide-y divide-line">
        {forms.map((each) => (
          <li key={each.form} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 text-sm">
            <span className="min-w-0">
              <span className="block font-semibold">{t(`form.${each.form}`)}</span>
              <span className="num text-muted">{state(each)}</span>
            </span>
            {each.document ? (
              <a
                href={`/api/berkas/${each.document.id}`}
                target="_blank"
                rel="noreferrer"
                className={buttonClass({ size: 'sm' })}
              >
                <Icon name="file-text" />
                {t('open')}
                <span className="sr-only"> {t(`form.${each.form}`)}</span>
              </a>
            ) : (
              side &&
              each.awaits.includes(side) && <SignForm subject={{ ...evaluationRef, form: each.form }} sign={sign} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
