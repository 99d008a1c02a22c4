'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FileChooser } from '@/components/import/file-chooser'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import { smallPhoto } from '@/components/ui/small-photo'
import { useCommand } from '@/components/ui/use-command'
import { type KeptPhotos, PHOTO_LIMITS, PHOTOS_AT_ONCE } from '@/lib/cat/photo'
import type { Action } from '@/lib/refusal'

type Photo = { name: string; bytes: Uint8Array<ArrayBuffer> }
type Input = { id: string; photos: Photo[] }
type Told = KeptPhotos & { sent: number; all: number }

/** Photos of a programme's candidates, each named by a number; they are drawn small here and go out some at a time. */
export function PhotoUpload({
  programmes,
  keep,
}: {
  programmes: readonly { id: string; name: string }[]
  keep: Action<Input, KeptPhotos>
}) {
  const t = useTranslations('candidate')
  const command = useCommand()
  const [id, setId] = useState('')
  const [isAsked, setIsAsked] = useState(false)
  const [told, setTold] = useState<Told | null>(null)

  const send = (files: readonly File[]) => {
    if (files.length === 0) return
    setIsAsked(true)
    if (id === '') return
    command.attempt(async () => {
      let sum: Told = { ...NOTHING, all: files.length }
      for (let from = 0; from < files.length; from += PHOTOS_AT_ONCE) {
        const part = files.slice(from, from + PHOTOS_AT_ONCE)
        const drawn = await Promise.all(part.map(drawnSmall))
        const photos = drawn.filter((photo) => photo !== null)
        const unreadable = part.filter((_, at) => !drawn[at]).map(({ name }) => name)
        sum = { ...sum, sent: sum.sent + part.length, unreadable: [...sum.unreadable, ...unreadable] }
        if (photos.length > 0) {
          const result = await keep({ id, photos })
          if (!result.ok) return command.say(result.refusal)
          sum = added(sum, result.data)
        }
        setTold(sum)
      }
      return null
    })
  }
  return (
    <div className="grid gap-4">
      <Notice live>{command.trouble}</Notice>
      <Field label={t('programme')} error={isAsked && id === '' && t('photos.programmeMissing')}>
        <select value={id} onChange={(event) => setId(event.target.value)} className="max-w-xl">
          <option value="">{t('pick')}</option>
          {programmes.map((programme) => (
            <option key={programme.id} value={programme.id}>
              {programme.name}
            </option>
          ))}
        </select>
      </Field>
      {command.isBusy ? (
        <Progress
          label={t('photos.sending')}
          value={told?.sent ?? 0}
          max={told?.all}
          text={told ? t('photos.sent', { sent: told.sent, all: told.all }) : undefined}
        />
      ) : (
        <FileChooser
          label={t('photos.choose')}
          hint={t('photos.hint')}
          accept="image/*"
          isMany
          variant="secondary"
          onFiles={send}
        />
      )}
      {told && !command.isBusy && <Outcome told={told} />}
    </div>
  )
}

const NOTHING: Omit<Told, 'all'> = {
  sent: 0,
  kept: 0,
  unknown: [],
  unreadable: [],
  settled: [],
  coverage: { photos: 0, candidates: 0 },
}

function added(sum: Told, part: KeptPhotos): Told {
  return {
    ...sum,
    kept: sum.kept + part.kept,
    unknown: [...sum.unknown, ...part.unknown],
    unreadable: [...sum.unreadable, ...part.unreadable],
    settled: [...sum.settled, ...part.settled],
    coverage: part.coverage,
  }
}

async function drawnSmall(file: File): Promise<Photo | null> {
  try {
    const photo = await smallPhoto(file, PHOTO_LIMITS)
    return { name: file.name.slice(0, 200), bytes: new Uint8Array(await photo.arrayBuffer()) }
  } catch {
    return null
  }
}

/** What became of the photos; those that stayed out are named. */
function Outcome({ told: { kept, unknown, unreadable, settled, coverage } }: { told: Told }) {
  const t = useTranslations('candidate.photos')
  const isWhole = unknown.length + unreadable.length + settled.length === 0
  return (
    <Notice live tone={isWhole ? 'success' : 'warning'} title={t('kept', { kept })}>
      {coverage.candidates > 0 && <p>{t('coverage', coverage)}</p>}
      <Names text={t('unknown', { count: unknown.length })} names={unknown} />
      <Names text={t('unreadable', { count: unreadable.length })} names={unreadable} />
      <Names text={t('settled', { count: settled.length })} names={settled} />
    </Notice>
  )
}

function Names({ text, names }: { text: string; names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <details className="mt-2">
      <summary className="min-h-11 cursor-pointer content-center font-semibold md:min-h-6">{text}</summary>
      <p className="wrap-anywhere">{names.join(', ')}</p>
    </details>
  )
}
