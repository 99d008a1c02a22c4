'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Tag } from '@/components/ui/tag'
import { useCommand } from '@/components/ui/use-command'
import { NewKey, NewKeyWithout } from '@/components/wbs/desk/new-key'
import { useKeyNames, useReport } from '@/components/wbs/desk/report-context'
import { troubleRefused } from '@/components/wbs/desk/use-vault'
import { vault } from '@/components/wbs/desk/vault'
import { type Action, Refusal, type Result, refusalData } from '@/lib/refusal'
import type { GivenKey, KeptWrapHash, ReportKeyChange } from '@/lib/wbs/epochs'
import { isOfFormerRecovery, type ManifestKey } from '@/lib/wbs/manifest'
import { canBeAdded, newKeyOf, type Reader, readersOf } from '@/lib/wbs/people'
import type { ReportPeople } from '@/lib/wbs/report-people.server'

type Change = (leaving: string[], adding: string[]) => Promise<Result<void>>
type LetIn = (key: string) => Promise<Result<void>>

const TONES = {
  reads: 'success',
  lost: 'warning',
  ended: 'neutral',
  left: 'warning',
  withheld: 'danger',
  unsigned: 'danger',
} as const
const ICONS = {
  reads: 'check',
  lost: 'key-round',
  ended: 'x',
  left: 'x',
  withheld: 'triangle-alert',
  unsigned: 'triangle-alert',
} as const

export type PeopleProps = {
  people: ReportPeople
  change: Action<ReportKeyChange, KeptWrapHash[]>
  give: Action<GivenKey, KeptWrapHash[]>
}

/**
 * Who reads this report. Any of them lets others in, and none leaves another out: people go by declaring a conflict, or
 * when the signed list ends their key. The rest then make a new key. The reporter sees all of it.
 */
export function PeopleOfReport({ people, change: send, give }: PeopleProps) {
  const t = useTranslations('desk.keys')
  const { id, conversation, manifest, me, mayWrite, reload } = useReport()
  const readers = readersOf(conversation, manifest, people)
  const others = canBeAdded(conversation, manifest, people)
  const { leaving: gone, withheld, renewed } = newKeyOf(readers, conversation, manifest, people)

  const isLost = !conversation.gap && !(mayWrite.pesan && mayWrite.catatan) && conversation.members.includes(me.keyId)

  const isOfFormer = isOfFormerRecovery(manifest, conversation.manifest)
  const needsNewKey = gone.length > 0 || isLost || isOfFormer
  const newKeyText = gone.length > 0 ? 'newKeyText' : isLost ? 'lostKeyText' : 'formerText'

  const change: Change = (leaving, adding) => troubleRefused(() => changeNow(leaving, adding))
  const letIn: LetIn = (key) => change(gone, needsNewKey ? [...new Set([...renewed, key])] : [key])
  const changeNow: Change = async (leaving, adding) => {
    const change = await vault('changePeople', { report: id, leaving, adding })
    const result = await send(change)
    if (!result.ok) return result
    const others = await vault('keptOtherwise', { change, kept: result.data })
    await reload()
    return others.length === 0 ? { ok: true, data: undefined } : keptOtherwise()
  }
  const giveAgain = async (asked: ReportPeople['asking'][number]): Promise<Result<void>> => {
    const given = await vault('wrapAgain', { report: id, ...asked })
    const result = await give(given)
    if (!result.ok) return result
    const rings = given.wraps.map(({ ring, epoch, ct }) => ({ ring, wraps: [{ epoch, for: given.for, ct }] }))
    const others = await vault('keptOtherwise', { change: { rings }, kept: result.data })
    await reload()
    return others.length === 0 ? { ok: true, data: undefined } : keptOtherwise()
  }
  const asking = people.asking.filter(({ reader }) => reader !== me.keyId)
  return (
    <Card title={t('people')}>
      <p className="mb-3 text-sm text-muted">{t('peopleHint')}</p>
      {asking.map((asked) => (
        <Asking key={asked.reader} reader={asked.reader} give={() => troubleRefused(() => giveAgain(asked))} />
      ))}
      {needsNewKey && <NewKey text={t(newKeyText)} make={() => change(gone, renewed)} />}
      {withheld.length > 0 && (
        <NewKeyWithout withheld={withheld} make={() => change([...gone, ...withheld], renewed)} />
      )}
      <ul className="grid gap-3">
        {readers.map((reader) => (
          <Person key={reader.key.id} reader={reader} isMe={reader.key.id === me.keyId} letIn={letIn} />
        ))}
      </ul>
      <AddPerson others={others} letIn={letIn} />
    </Card>
  )
}

function keptOtherwise(): Result<void> {
  return { ok: false, refusal: refusalData(new Refusal('wbs_kept_otherwise')) }
}

/** Somebody whose wraps do not open, and whom this browser can help. */
function Asking({ reader, give }: { reader: string; give: () => Promise<Result<void>> }) {
  const t = useTranslations('desk.keys')
  const command = useCommand()
  const name = useKeyNames()(reader) ?? t('reporter')
  return (
    <div className="mb-3">
      <Notice
        tone="warning"
        title={t('asking', { name })}
        action={
          <Button busy={command.isBusy} onClick={() => command.run(give)}>
            {t('give')}
          </Button>
        }
      >
        {command.trouble ?? t('askingText')}
      </Notice>
    </div>
  )
}

function Person({ reader: { key, standing, newer }, isMe, letIn }: { reader: Reader; isMe: boolean; letIn: LetIn }) {
  const t = useTranslations('desk.keys')
  const command = useCommand()
  const roles = key.roles.map((role) => t(`role.${role}` as 'role.inspektur')).join(', ')
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line pt-3 text-sm first:border-0 first:pt-0">
      <span className="min-w-0 flex-1 basis-56">
        <b>{key.name}</b>
        {isMe && ` (${t('you')})`}
        <span className="block text-muted">{roles}</span>
      </span>
      <Tag tone={TONES[standing]} icon={ICONS[standing]}>
        {t(`standing.${standing}`)}
      </Tag>
      {standing === 'unsigned' && (
        <Button size="sm" busy={command.isBusy} onClick={() => command.run(() => letIn(key.id))}>
          {t('addButton')}
        </Button>
      )}
      {newer && (
        <Button size="sm" busy={command.isBusy} onClick={() => command.run(() => letIn(newer.id))}>
          {t('giveAgain')}
        </Button>
      )}
      <p role="alert" className="basis-full font-semibold text-danger empty:hidden">
        {command.trouble}
      </p>
    </li>
  )
}

function AddPerson({ others, letIn }: { others: ManifestKey[]; letIn: LetIn }) {
  const t = useTranslations('desk.keys')
  const [picked, setPicked] = useState('')
  const chosen = others.find(({ id }) => id === picked)
  if (others.length === 0) return <p className="mt-4 text-sm text-muted">{t('nobodyElse')}</p>
  return (
    <div className="mt-4 grid gap-3 border-t border-line pt-4">
      <Field label={t('add')} hint={t('addHint')}>
        <select value={picked} onChange={({ target }) => setPicked(target.value)}>
          <option value="">{t('pick')}</option>
          <People people={others} />
        </select>
      </Field>
      {chosen && (
        <div>
          <ConfirmButton
            label={t('addButton')}
            title={t('addTitle', { name: chosen.name })}
            confirmLabel={t('addButton')}
            cancelLabel={t('close')}
            variant="primary"
            run={() => letIn(chosen.id)}
            onDone={() => setPicked('')}
          >
            <p>{t('addText')}</p>
          </ConfirmButton>
        </div>
      )}
    </div>
  )
}

function People({ people }: { people: ManifestKey[] }) {
  return people.map(({ id, name, position }) => (
    <option key={id} value={id}>
      {name}, {position}
    </option>
  ))
}
