'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useSkipReason } from '@/components/sapk/skip-list'
import { WholeCommand } from '@/components/sapk/whole-command'
import { BulkBar, BulkFoot } from '@/components/ui/bulk-bar'
import { Button } from '@/components/ui/button'
import { AppLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import { usePicked } from '@/components/ui/use-picked'
import type { CivilDate } from '@/lib/civil-date'
import type { Action } from '@/lib/refusal'
import type { BulkPreview, ListQuery } from '@/lib/sapk/bulk-command'
import { PICK_NAME } from '@/lib/sapk/nominative-list'
import type { CreateResult } from '@/lib/sapk/proposal-make.server'

type Person = { id: string; name: string; isProposable: boolean }
type Message = { tone: 'success' | 'warning'; lines: string[]; batchId?: string }

/**
 * The bar over the nominatif: how many are picked, on this page and others, how many proposals that makes and who is
 * left out. The whole list under its filters is proposed in the background.
 */
export function NominativeBulk({
  effectiveOn,
  query,
  people,
  preview,
  create,
  createAll,
}: {
  effectiveOn: CivilDate
  query: ListQuery
  /** The rows of this page. */
  people: Person[]
  /** What proposing everybody under the filters would do. */
  preview: BulkPreview
  create: Action<{ effectiveOn: CivilDate; employeeIds: string[] }, CreateResult>
  createAll: Action<{ effectiveOn: CivilDate; query: ListQuery }, unknown>
}) {
  const t = useTranslations('bulk')
  const { picked, clear } = usePicked(PICK_NAME, people)
  const [isWhole, setIsWhole] = useState(false)
  const [message, setMessage] = useState<Message | null>(null)
  const command = useCommand()
  const skipReason = useSkipReason()

  const drop = () => {
    clear()
    setIsWhole(false)
  }
  const proposable = picked.filter((person) => person.isProposable)
  const tell = ({ created, batchId, skipped }: CreateResult) => {
    const nameOf = new Map(picked.map(({ id, name }) => [id, name]))
    const lines = skipped.map(({ employeeId, code }) => `${nameOf.get(employeeId)}: ${skipReason(code)}`)
    setMessage({
      tone: skipped.length > 0 ? 'warning' : 'success',
      lines: [t('created', { count: created }), ...lines],
      batchId: batchId ?? undefined,
    })
    drop()
  }
  const run = () => {
    setMessage(null)
    command.run(() => create({ effectiveOn, employeeIds: proposable.map(({ id }) => id) }), tell)
  }

  return (
    <BulkFoot
      answer={
        <>
          {command.trouble && <Notice>{command.trouble}</Notice>}
          {message && picked.length === 0 && (
            <Notice
              tone={message.tone}
              action={message.batchId && <AppLink href="/sapk/usul">{t('openProposals')}</AppLink>}
            >
              {message.lines.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </Notice>
          )}
        </>
      }
    >
      {picked.length > 0 && (
        <BulkBar
          label={t('label')}
          count={t('picked', { count: isWhole ? preview.total : picked.length })}
          preview={t('preview', {
            makeable: isWhole ? preview.taken : proposable.length,
            skipped: isWhole ? preview.total - preview.taken : picked.length - proposable.length,
          })}
        >
          {!isWhole && preview.total > picked.length && (
            <Button variant="quiet" onClick={() => setIsWhole(true)}>
              {t('pickWhole', { count: preview.total })}
            </Button>
          )}
          <Button variant="quiet" onClick={drop}>
            {t('clear')}
          </Button>
          {isWhole ? (
            <WholeCommand
              name="create"
              variant="primary"
              load={async () => ({ ok: true, data: preview })}
              run={() => createAll({ effectiveOn, query })}
              onDone={drop}
            />
          ) : (
            <Button variant="primary" busy={command.isBusy} disabled={proposable.length === 0} onClick={run}>
              {t('confirm.create', { count: proposable.length })}
            </Button>
          )}
        </BulkBar>
      )}
    </BulkFoot>
  )
}
