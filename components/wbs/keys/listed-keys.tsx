'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Choice } from '@/components/ui/choice'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { FormDialog } from '@/components/ui/form-dialog'
import { Tag } from '@/components/ui/tag'
import { useActionForm } from '@/components/ui/use-action-form'
import { KeyWords } from '@/components/wbs/keys/key-words'
import { groupValue, StandingFields } from '@/components/wbs/keys/standing-fields'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { Action } from '@/lib/refusal'
import type { KeyDesk, ListedKey } from '@/lib/wbs/key-desk.server'
import type { KeyPlan } from '@/lib/wbs/key-list'

type Groups = KeyDesk['list']['groups']
export type PlanActions = { plan: Action<KeyPlan>; drop: Action<{ key: string }> }

type Planning = { actions: PlanActions; me: string } | null

/** Who takes part after the list in force; whoever keeps the keys says here what the next one says otherwise. */
export function ListedKeys({ keys, groups, planning }: { keys: ListedKey[]; groups: Groups; planning: Planning }) {
  const t = useTranslations('desk.keys')
  const [running, ended] = [keys.filter(({ until }) => until === null), keys.filter(({ until }) => until !== null)]
  return (
    <Card title={t('listed')}>
      <ul className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
        {running.map((key) => (
          <Listed key={key.id} listed={key} groups={groups} planning={planning} />
        ))}
      </ul>
      {ended.length > 0 && (
        <details className="mt-4 border-t border-line pt-2">
          <summary className="min-h-11 cursor-pointer py-2 font-semibold">
            {t('endedKeys', { count: ended.length })}
          </summary>
          <p className="mb-3 text-sm text-muted">{t('endedHint')}</p>
          <ul className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
            {ended.map((key) => (
              <Listed key={key.id} listed={key} groups={groups} planning={null} />
            ))}
          </ul>
        </details>
      )}
    </Card>
  )
}

function Listed({ listed: key, groups, planning }: { listed: ListedKey; groups: Groups; planning: Planning }) {
  const t = useTranslations('desk.keys')
  const locale = localeFrom(useLocale())
  const nameOf = (id: string | null) => groups.find((group) => group.id === id)?.name ?? t('noGroup')
  const { plan } = key
  return (
    <li className="grid content-start gap-2 border-t border-line pt-3 text-sm first:border-0 first:pt-0 lg:nth-2:border-0 lg:nth-2:pt-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <b>{key.name}</b>
        <span>{key.position}</span>
        {key.until && (
          <Tag tone="neutral" icon="x">
            {t('ended', { on: formatDate(key.until, 'short', locale) })}
          </Tag>
        )}
      </p>
      <p className="text-muted">
        {key.roles.map((role) => t(`role.${role}` as 'role.inspektur')).join(', ')} · {nameOf(key.groupId)}
      </p>
      {!key.until && <KeyWords words={key.words} label={t('words')} />}
      {planning && key.holder !== planning.me && (
        <div className="flex flex-wrap items-center gap-2">
          {plan && (
            <Tag tone="waiting" icon="clock">
              {plan.ends ? t('plannedEnd') : t('planned', { position: plan.position, group: nameOf(plan.groupId) })}
            </Tag>
          )}
          <ChangeKey listed={key} groups={groups} plan={planning.actions.plan} />
          {plan && (
            <ConfirmButton
              label={t('drop')}
              title={t('drop')}
              confirmLabel={t('drop')}
              cancelLabel={t('close')}
              size="sm"
              run={() => planning.actions.drop({ key: key.id })}
            >
              <p>{t('dropText', { name: key.name })}</p>
            </ConfirmButton>
          )}
        </div>
      )}
    </li>
  )
}

const schema = () => import('@/lib/wbs/key-list').then((file) => file.keyPlan)

function ChangeKey({ listed, groups, plan }: { listed: ListedKey; groups: Groups; plan: PlanActions['plan'] }) {
  const t = useTranslations('desk.keys')
  const [isOpen, setIsOpen] = useState(false)
  const { id, name } = listed
  const { position, groupId, ends } = listed.plan ?? { ...listed, ends: false }
  const defaults = { key: id, position, groupId, ends }
  const dialog = useActionForm(schema, plan, defaults, () => setIsOpen(false))
  const { register, formState } = dialog.form
  const fields = { position: register('position'), groupId: register('groupId', groupValue) }
  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)}>
        {t('change')}
      </Button>
      <FormDialog
        title={t('changeTitle', { name })}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        closeLabel={t('close')}
        submitLabel={t('plan')}
        form={dialog}
      >
        <p className="text-sm">{t('rolesStay')}</p>
        <StandingFields fields={fields} errors={formState.errors} groups={groups} />
        <Choice type="checkbox" label={t('ends')} hint={t('endsHint')} {...register('ends')} />
      </FormDialog>
    </>
  )
}
