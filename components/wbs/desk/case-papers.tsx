'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Tag } from '@/components/ui/tag'
import type { Studied } from '@/components/wbs/desk/case-calls'
import { useReport } from '@/components/wbs/desk/report-context'
import { WritingForm } from '@/components/wbs/desk/writing-form'
import { isPaper, PAPER_FORMS, type PaperForm } from '@/lib/wbs/report-content'

/** Berkas pemeriksaan: plan, list of evidence and LHP, as notes that no reporter has a key of. */
export function CasePapers({ studied }: { studied: Studied | undefined }) {
  const t = useTranslations('desk.case.papers')
  const { notes, note, summary, mayWrite } = useReport()
  const [form, setForm] = useState<PaperForm>('plan')
  const papers = (notes ?? []).flatMap(({ seq, body }) => (isPaper(body) ? [{ seq, ...body }] : []))
  const isSigned = (seq: number) => Boolean(studied?.signed.includes(studied.hashes[seq] ?? ''))
  const isDue = summary.state === 'investigating' && mayWrite.catatan
  if (papers.length === 0 && !isDue) return null
  return (
    <Card title={t('title')}>
      <ol className="grid gap-3">
        {papers.map(({ seq, form: written, text }) => (
          <li key={seq} className="rounded-lg border border-line px-4 py-3">
            <p className="flex flex-wrap items-center gap-2 text-sm font-semibold">
              {t('number', { form: t(written), number: seq })}
              {isSigned(seq) && (
                <Tag tone="success" icon="badge-check">
                  {t('signed')}
                </Tag>
              )}
            </p>
            <p className="mt-1 max-w-[70ch] wrap-anywhere whitespace-pre-wrap">{text}</p>
          </li>
        ))}
      </ol>
      {isDue && (
        <div className="mt-4 grid gap-3 border-t border-line pt-4 first:mt-0">
          <Field label={t('kind')}>
            <select value={form} onChange={({ target }) => setForm(target.value as PaperForm)}>
              {PAPER_FORMS.map((each) => (
                <option key={each} value={each}>
                  {t(each)}
                </option>
              ))}
            </select>
          </Field>
          <WritingForm
            place="paper"
            label={t(form)}
            hint={t('hint')}
            submit={t('save')}
            send={(body) => note({ ...body, form })}
          />
        </div>
      )}
    </Card>
  )
}
