'use client'

import { useTranslations } from 'next-intl'
import type { FormEvent } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { AppLink } from '@/components/ui/link'
import { Popover, QUIET_SUMMARY } from '@/components/ui/popover'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'
import type { SavedView, ViewPage } from '@/lib/saved-view'

const NAME_MAX = 60

/** Tampilan tersimpan: the views of oneself and of the team, and the present one under a name. */
export function SavedViews({
  page,
  path,
  views,
  query,
  save,
  remove,
}: {
  page: ViewPage
  path: string
  views: readonly SavedView[]
  /** The filters, the sort and the columns of the list as it stands now. */
  query: string
  save: Action<{ page: ViewPage; name: string; query: string; isShared: boolean }>
  remove: Action<{ id: string }>
}) {
  const t = useTranslations('lists.view')
  const { run, isBusy, trouble } = useCommand()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const name = String(data.get('name') ?? '').trim()
    run(
      () => save({ page, name, query, isShared: data.get('shared') === 'on' }),
      () => form.reset(),
    )
  }
  return (
    <Popover
      look={QUIET_SUMMARY}
      label={
        <>
          <Icon name="bookmark" className="size-4" />
          <span className="max-md:sr-only">{t('title')}</span>
        </>
      }
    >
      {views.length === 0 && <p className="text-muted">{t('none')}</p>}
      <ul className="grid gap-1">
        {views.map((view) => (
          <li key={view.id} className="flex min-h-11 items-center gap-2 md:min-h-9">
            <AppLink href={`${path}?${view.query}`} className="min-w-0 flex-1 truncate">
              {view.name}
            </AppLink>
            {view.isShared && <span className="text-xs text-muted">{t('team')}</span>}
            {view.isOwn && (
              <IconButton
                label={t('remove', { name: view.name })}
                icon={<Icon name="trash-2" className="size-4" />}
                onClick={() => run(() => remove({ id: view.id }))}
              />
            )}
          </li>
        ))}
      </ul>
      <form method="post" onSubmit={submit} className="grid gap-3 border-t border-line pt-3">
        <Field label={t('name')} error={trouble}>
          <input name="name" required minLength={2} maxLength={NAME_MAX} autoComplete="off" />
        </Field>
        <Choice type="checkbox" name="shared" label={t('share')} />
        <Button type="submit" busy={isBusy} className="justify-self-start">
          {t('save')}
        </Button>
      </form>
    </Popover>
  )
}
