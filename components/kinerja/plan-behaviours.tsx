import { useTranslations } from 'next-intl'
import { CORE_VALUES } from '@/lib/kinerja/plan'

/** Perilaku kerja: each core value with its guides, and what the leader expects beyond them. */
export function PlanBehaviours({ behaviours }: { behaviours: readonly { value: string; expectation: string }[] }) {
  const t = useTranslations('skp')
  return (
    <ol className="divide-y divide-line">
      {CORE_VALUES.map((value, at) => {
        const special = behaviours.find((each) => each.value === value)?.expectation
        return (
          <li key={value} className="grid gap-2 px-4 py-3 text-sm md:grid-cols-2 md:gap-6 print:break-inside-avoid">
            <div>
              <p className="font-semibold">
                {at + 1}. {t(`value.${value}.name`)}
              </p>
              <ul className="list-disc pl-5">
                {(['first', 'second', 'third'] as const).map((guide) => (
                  <li key={guide}>{t(`value.${value}.${guide}`)}</li>
                ))}
              </ul>
            </div>
            <div>
              <p className="text-muted text-xs">{t('expectation')}</p>
              <p className="wrap-anywhere">{special || t('expectationNone')}</p>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
