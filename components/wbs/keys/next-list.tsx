'use client'

import { useTranslations } from 'next-intl'
import { type ChangeEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Notice } from '@/components/ui/notice'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'
import type { KeyDesk } from '@/lib/wbs/key-desk.server'

export type ListActions = { take: Action<Record<string, never>, string>; publish: Action<{ signed: string }> }

/** The way of a list through the ceremony: out as a file, signed on a computer without a network, and in again. */
export function NextList({
  desk,
  actions,
}: {
  desk: Pick<KeyDesk, 'list' | 'changes' | 'problems'>
  actions: ListActions
}) {
  const t = useTranslations('desk.keys')
  const command = useCommand()
  const [isDone, setIsDone] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const name = `daftar-${desk.list.version + 1}.json`

  const take = () =>
    command.run(
      () => actions.take({}),
      (text) => save(text, name),
    )
  const bring = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [picked] = target.files ?? []
    if (!picked) return
    setIsDone(false)
    const signed = await picked.text()
    target.value = ''
    await command.run(
      () => actions.publish({ signed }),
      () => setIsDone(true),
    )
  }
  return (
    <Card title={t('next')}>
      <ol className="grid gap-2 text-sm [&>li]:ml-5 [&>li]:list-decimal">
        <li>{t('step.take', { changes: desk.changes })}</li>
        <li>{t('step.sign')}</li>
        <li>{t('step.bring')}</li>
      </ol>
      {desk.problems.length > 0 && (
        <Notice tone="warning" title={t('problems')}>
          <ul>
            {desk.problems.map(({ code, of }) => (
              <li key={`${code} ${of}`}>{t(`problem.${code}`, { of })}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Notice live>{command.trouble}</Notice>
      <p role="status" className="my-2 text-sm font-semibold empty:hidden">
        {isDone && t('published', { version: desk.list.version })}
      </p>
      <div className="mt-3 flex flex-wrap gap-3">
        <Button icon={<Icon name="download" />} busy={command.isBusy} onClick={take}>
          {t('take')}
        </Button>
        <Button
          variant="primary"
          icon={<Icon name="upload" />}
          busy={command.isBusy}
          onClick={() => file.current?.click()}
        >
          {t('bring')}
        </Button>
        <input ref={file} type="file" accept="application/json,.json" hidden aria-label={t('bring')} onChange={bring} />
      </div>
    </Card>
  )
}

function save(text: string, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
