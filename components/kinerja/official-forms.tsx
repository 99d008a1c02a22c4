'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import type { EvaluationRef } from '@/lib/kinerja/evaluation'
import type { Form } from '@/lib/kinerja/forms'
import type { Action } from '@/lib/refusal'

/** The signed forms of a plan or an evaluation as PDF; the appraiser signs those that are not yet. */
export function OfficialForms({
  evaluationRef,
  forms,
  canSign,
  sign,
}: {
  evaluationRef: EvaluationRef
  forms: readonly { form: Form; document: { id: string; code: string; issuedOn: string } | null }[]
  canSign: boolean
  sign: Action<EvaluationRef & { form: Form }, { documentId: string }>
}) {
  const t = useTranslations('evaluation.forms')
  const { run, isBusy, trouble } = useCommand()
  if (forms.length === 0) return null
  return (
    <Card title={t('title')} flush className="print:hidden">
      <div className="px-4 empty:hidden">
        <Notice live>{trouble}</Notice>
      </div>
      <ul className="divide-y divide-line">
        {forms.map(({ form, document }) => (
          <li key={form} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 text-sm">
            <span className="min-w-0">
              <span className="block font-semibold">{t(`form.${form}`)}</span>
              <span className="num text-muted">{document ? t('code', { code: document.code }) : t('unsigned')}</span>
            </span>
            {document ? (
              <a
                href={`/api/berkas/${document.id}`}
                target="_blank"
                rel="noreferrer"
                className={buttonClass({ size: 'sm' })}
              >
                <Icon name="file-text" />
                {t('open')}
                <span className="sr-only"> {t(`form.${form}`)}</span>
              </a>
            ) : (
              canSign && (
                <Button size="sm" busy={isBusy} onClick={() => void run(() => sign({ ...evaluationRef, form }))}>
                  {t('sign')}
                  <span className="sr-only"> {t(`form.${form}`)}</span>
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
