'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { BulkBar } from '@/components/ui/bulk-bar'
import { Button } from '@/components/ui/button'
import { AppLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { CivilDate } from '@/lib/civil-date'
import type { Action } from '@/lib/refusal'
import { PICK_NAME } from '@/lib/sapk/nominative-list'
import type { CreateResult } from '@/lib/sapk/proposal-make.server'

type Person = { id: string; name: string; isProposable: boolean }
type Message = { tone: 'success' | 'warning'; lines: string[]; batchId?: string }

/**
 * The bar over the nominatif: how many are picked, on this page and others, how many proposals that makes and who is
 * left out. What was picked stays picked while the officer turns pages or changes filters.
 */
export function NominativeBulk({
  effectiveOn,
  query,
  people,
  proposableTotal,
  create,
  createAll,
}: {
  effectiveOn: CivilDate
  query: Record<string, string>
  /** The rows of this page. */
  people: Person[]
  /** All people under the filters who can be proposed. */
  proposableTotal: number
  create: Action<{ effectiveOn: CivilDate; employeeIds: string[] }, CreateResult>
  createAll: Action<{ effectiveOn: CivilDate; query: Record<string, string> }, CreateResult>
}) {
  const t = useTranslations('nominative.bulk')
  const [picked, setPicked] = useState<ReadonlyMap<string, Person>>(new Map())
  const [isWhole, setIsWhole] = useState(false)
  const [message, setMessage] = useState<Message | null>(null)
  const command = useCommand()
  const refusalText = useRefusalText()

  useEffect(() => showPicked(picked)) // after every turn of the page the boxes are new
  useEffect(() => {
    const onChange = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement)) return
      const isAll = target.dataset.pickAll === PICK_NAME
      if (!isAll && target.name !== PICK_NAME) return
      const touched = people.filter(({ id }) => isAll || id === target.value)
      setIsWhole(false)
      setPicked((before) => withPicked(before, touched, target.checked))
    }
    document.addEventListener('change', onChange)
    return () => document.removeEventListener('change', onChange)
  }, [people])

  const clear = () => {
    setPicked(new Map())
    setIsWhole(false)
  }
  const chosen = [...picked.values()]
  const makeable = isWhole ? proposableTotal : chosen.filter((person) => person.isProposable).length
  const skipped = isWhole ? 0 : chosen.length - makeable
  const propose = () =>
    isWhole
      ? createAll({ effectiveOn, query })
      : create({ effectiveOn, employeeIds: chosen.filter((person) => person.isProposable).map(({ id }) => id) })
  const tell = ({ created, batchId, skipped: left }: CreateResult) => {
    const lines = [t('done', { count: created })]
    for (const { employeeId, code } of left) {
      const reason = refusalText({ code, facts: {}, fields: {}, findings: [] })
      lines.push(`${picked.get(employeeId)?.name ?? employeeId}: ${reason}`)
    }
    setMessage({ tone: left.length > 0 ? 'warning' : 'success', lines, batchId: batchId ?? undefined })
    clear()
  }
  const run = () => {
    setMessage(null)
    command.run(propose, tell)
  }

  return (
    <>
      <div aria-live="polite" className="mt-4 empty:hidden">
        {command.trouble && <Notice>{command.trouble}</Notice>}
        {message && (
          <Notice tone={message.tone}>
            {message.lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
            {message.batchId && <AppLink href="/sapk/usul">{t('open')}</AppLink>}
          </Notice>
        )}
      </div>
      {chosen.length > 0 && (
        <BulkBar
          label={t('label')}
          count={t('picked', { count: isWhole ? proposableTotal : chosen.length })}
          preview={t('preview', { makeable, skipped })}
        >
          {!isWhole && proposableTotal > makeable && (
            <Button variant="quiet" className="max-md:hidden" onClick={() => setIsWhole(true)}>
              {t('whole', { count: proposableTotal })}
            </Button>
          )}
          <Button variant="quiet" onClick={clear}>
            {t('clear')}
          </Button>
          <Button variant="primary" busy={command.isBusy} disabled={makeable === 0} onClick={run} data-primary="">
            {t('create', { count: makeable })}
          </Button>
        </BulkBar>
      )}
    </>
  )
}

function withPicked(before: ReadonlyMap<string, Person>, touched: Person[], isPicked: boolean) {
  const after = new Map(before)
  for (const person of touched) {
    if (isPicked) after.set(person.id, person)
    else after.delete(person.id)
  }
  return after
}

/** Ticks the boxes of this page as they were picked, and the one above them when all or some are. */
function showPicked(picked: ReadonlyMap<string, unknown>): void {
  const boxes = [...document.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name="${PICK_NAME}"]`)]
  for (const box of boxes) box.checked = picked.has(box.value)
  const all = document.querySelector<HTMLInputElement>(`input[data-pick-all="${PICK_NAME}"]`)
  if (!all) return
  const count = boxes.filter((box) => box.checked).length
  all.checked = count > 0 && count === boxes.length
  all.indeterminate = count > 0 && count < boxes.length
}
