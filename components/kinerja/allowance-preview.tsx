'use client'

import { useTranslations } from 'next-intl'
import { formatNip, formatRupiah, type Locale } from '@/lib/format'
import type { AllowancePreview, PreviewPerson } from '@/lib/kinerja/allowance-preview.server'
import { stepText } from '@/lib/kinerja/working'

/** What a rule would pay to real people, with its arithmetic; nothing is kept. */
export function AllowancePreviewTable({
  preview: { people, total },
  locale,
}: {
  preview: AllowancePreview
  locale: Locale
}) {
  const t = useTranslations('consequence.allowance')
  const counted = people.flatMap(({ allowance }) => allowance ?? [])
  const sum = (read: (allowance: (typeof counted)[number]) => number) =>
    counted.reduce((all, each) => all + read(each), 0)
  const full = sum(({ fullRupiah }) => fullRupiah)
  const paid = sum(({ amountRupiah }) => amountRupiah)
  return (
    <section aria-label={t('preview')} className="rounded-md border border-line">
      <p role="status" className="border-line border-b px-4 py-2 text-sm">
        {people.length === 0
          ? t('previewNone')
          : t('previewSum', {
              shown: counted.length,
              total,
              full: formatRupiah(full, locale),
              paid: formatRupiah(paid, locale),
              less: formatRupiah(full - paid, locale),
            })}
      </p>
      <ul className="grid">
        {people.map((person) => (
          <li key={person.id} className="border-line px-4 py-2.5 [&:not(:first-child)]:border-t">
            <Person person={person} locale={locale} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Person({
  person: { name, nip, position, facts, allowance },
  locale,
}: {
  person: PreviewPerson
  locale: Locale
}) {
  const t = useTranslations('consequence.allowance')
  const working = useTranslations('working')
  const { predicate, ...counts } = facts
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <b className="font-semibold">{name}</b>
        <span className="num">
          {allowance ? (
            <>
              <b className="font-semibold">{formatRupiah(allowance.amountRupiah, locale)}</b>{' '}
              <span className="text-muted text-sm">
                {allowance.amountRupiah < allowance.fullRupiah
                  ? t('less', { less: formatRupiah(allowance.fullRupiah - allowance.amountRupiah, locale) })
                  : t('whole')}
              </span>
            </>
          ) : (
            <span className="text-muted text-sm">{t('noAmount')}</span>
          )}
        </span>
      </div>
      <p className="text-muted text-sm">
        <span className="num whitespace-nowrap">{formatNip(nip)}</span> · {position}
      </p>
      <p className="num text-sm">
        {predicate ? t(`predicate.${predicate}`) : t('notAssessed')} · {t('facts', counts)}
      </p>
      {allowance?.needsNote && <p className="text-sm text-warning">{t('noteNeeded')}</p>}
      {allowance && (
        <details className="mt-1">
          <summary className="flex min-h-11 cursor-pointer items-center text-link text-sm md:min-h-8">
            {t('arithmetic')}
          </summary>
          <dl className="grid gap-1 pb-1 text-sm">
            {allowance.steps.map((step) => (
              <div key={step.code} className="flex flex-wrap justify-between gap-x-4">
                <dt className="text-muted">{working(step.code)}</dt>
                <dd className="num">{stepText(step, locale, step.code === 'allowance' ? 0 : 2)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  )
}
