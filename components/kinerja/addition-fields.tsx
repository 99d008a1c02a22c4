'use client'

import { useTranslations } from 'next-intl'
import type { FormField } from '@/components/kinerja/activity-measures'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { CREATIVITY_LEVELS } from '@/lib/kinerja/assessment'
import type { Additions } from '@/lib/kinerja/assessment-input'

/**
 * What came on top of the plan: tugas tambahan by letter, and kreativitas that somebody certified. `change` adds a line
 * or takes one away; the words stand in the fields of the form around it.
 */
export function AdditionFields({
  extraTasks,
  creations,
  change,
  task,
  creation,
}: Additions & {
  change: (additions: Additions) => void
  task: (at: number, name: 'text' | 'letter') => FormField
  creation: (at: number, name: 'text' | 'letter' | 'level') => FormField
}) {
  const t = useTranslations('evaluation')
  const without = <T,>(list: readonly T[], place: number) => list.filter((_, at) => at !== place)
  return (
    <Card title={t('additions')} action={t('additionsHint')}>
      <div className="grid gap-4">
        {extraTasks.map((_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place, its words are in the form
          <div key={at} className="grid items-end gap-3 md:grid-cols-[1fr_1fr_auto]">
            <Field label={t('task', { number: at + 1 })} error={task(at, 'text').error}>
              <input {...task(at, 'text').input} />
            </Field>
            <Field label={t('taskLetter', { number: at + 1 })} error={task(at, 'letter').error}>
              <input {...task(at, 'letter').input} />
            </Field>
            <Button
              icon={<Icon name="trash-2" />}
              onClick={() => change({ extraTasks: without(extraTasks, at), creations: [...creations] })}
            >
              {t('taskRemove', { number: at + 1 })}
            </Button>
          </div>
        ))}
        {creations.map((_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <div key={at} className="grid items-end gap-3 md:grid-cols-[1fr_1fr_1fr_auto]">
            <Field label={t('creation', { number: at + 1 })} error={creation(at, 'text').error}>
              <input {...creation(at, 'text').input} />
            </Field>
            <Field label={t('creationLevel', { number: at + 1 })} error={creation(at, 'level').error}>
              <select {...creation(at, 'level').input}>
                {CREATIVITY_LEVELS.map((level) => (
                  <option key={level} value={level}>
                    {t(`creativity.${level}`)}
                  </option>
                ))}
              </select>
            </Field>
            <Field label={t('creationLetter', { number: at + 1 })} error={creation(at, 'letter').error}>
              <input {...creation(at, 'letter').input} />
            </Field>
            <Button
              icon={<Icon name="trash-2" />}
              onClick={() => change({ extraTasks: [...extraTasks], creations: without(creations, at) })}
            >
              {t('creationRemove', { number: at + 1 })}
            </Button>
          </div>
        ))}
        <div className="flex flex-wrap gap-2">
          <Button
            icon={<Icon name="plus" />}
            onClick={() => change({ extraTasks: [...extraTasks, { text: '', letter: '' }], creations: [...creations] })}
          >
            {t('taskAdd')}
          </Button>
          <Button
            icon={<Icon name="plus" />}
            onClick={() =>
              change({
                extraTasks: [...extraTasks],
                creations: [...creations, { text: '', letter: '', level: 'unit' }],
              })
            }
          >
            {t('creationAdd')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
