'use client'

import { useTranslations } from 'next-intl'
import type { FormEvent, ReactNode } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { AppLink } from '@/components/ui/link'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'
import { NOMINATIVE_PATH } from '@/lib/sapk/nominative-list'
import type { SavedView } from '@/lib/sapk/saved-views.server'

const NAME_MAX = 60

/** Tampilan tersimpan: the views of oneself and of the team, and the present filters under a name. */
export function NominativeViews({
  views,
  query,
  icons,
  save,
  remove,
}: {
  views: SavedView[]
  /** The filters of the list as it stands now. */
  query: string
  icons: { view: ReactNode; remove: ReactNode }
  save: Action<{ name: string; query: string; isShared: boolean }>
  remove: Action<{ id: string }>
}) {
  const t = useTranslations('nominative.view')
  const { run, isBusy, trouble } = useCommand()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const name = String(data.get('name') ?? '').trim()
    run(
      () => save({ name, query, isShared: data.get('shared') === 'on' }),
      () => form.reset(),
    )
  }
  return (
    <details className="relative max-md:hidden">
      <summary className="inline-flex min-h-8 cursor-pointer list-none items-center gap-2 rounded-md px-2 text-sm font-semibold text-link hover:bg-soft [&::-webkit-details-marker]:hidden">
        {icons.view}
        {t('title')}
      </summary>
      <div className="absolute right-0 z-20 mt-2 grid w-80 gap-3 rounded-lg border border-line bg-bg p-4 shadow-overlay">
        {views.length === 0 && <p className="text-sm text-muted">{t('none')}</p>}
        <ul className="grid gap-1">
          {views.map((view) => (
            <li key={view.id} className="flex items-center gap-2 text-sm">
              <AppLink href={`${NOMINATIVE_PATH}?${view.query}`} className="min-w-0 flex-1 truncate">
                {view.name}
              </AppLink>
              {view.isShared && <span className="text-xs text-muted">{t('team')}</span>}
              {view.isOwn && (
                <IconButton
                  label={t('remove', { name: view.name })}
                  icon={icons.remove}
                  onClick={() => run(() => remove({ id: view.id }))}
                />
              )}
            </li>
          ))}
        </ul>
        <form onSubmit={submit} className="grid gap-3 border-t border-line pt-3">
          <Field label={t('name')} error={trouble}>
            <input name="name" required minLength={2} maxLength={NAME_MAX} autoComplete="off" />
          </Field>
          <Choice type="checkbox" name="shared" label={t('share')} />
          <Button type="submit" busy={isBusy} className="justify-self-start">
            {t('save')}
          </Button>
        </form>
      </div>
    </details>
  )
}
