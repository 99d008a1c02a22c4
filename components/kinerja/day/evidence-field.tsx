import { useState, useSyncExternalStore } from 'react'
import { smallPhoto } from '@/components/ui/small-photo'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import { type Evidence, MOST_EVIDENCE } from '@/lib/kinerja/evidence-piece'
import type { OwnDays } from '@/lib/kinerja/own-days'
import { forgetEvidence } from './desk'
import type { WaitingEvidence } from './device'
import { asEvidence, detach, dropEvidence, keepEvidence, waitingEvidence, watchEvidence } from './evidence-box'
import { Icon } from './icons'
import { Refused } from './server'
import { isOnDevice } from './waiting-rows'
import { t } from './words'

const MOST_BYTES = 10 * 1024 * 1024
const EVIDENCE = { mostBytes: 400_000, sides: [1600, 1280, 1024, 800, 640] }

/** Evidence of an entry: kept on the device first, as the entry is; photos are drawn anew and small. */
export function EvidenceField({ own, entry }: { own: OwnDays; entry: EntryInput }) {
  const waiting = useSyncExternalStore(watchEvidence, waitingEvidence).filter(({ entryId }) => entryId === entry.id)
  const there = own.entries.find(({ id }) => id === entry.id)?.evidence ?? []
  const [told, tell] = useState('')
  const [isLinking, setLinking] = useState(false)
  const [link, setLink] = useState('')
  const isFull = waiting.length + there.length >= MOST_EVIDENCE
  const keep = (piece: Pick<WaitingEvidence, 'kind' | 'name' | 'blob' | 'url'>) =>
    keepEvidence({
      ...piece,
      key: crypto.randomUUID(),
      owner: own.owner.id,
      entryId: entry.id,
      sizeBytes: piece.blob?.size ?? null,
      trouble: null,
    })
  const take = async (file: File | undefined) => {
    if (!file) return
    try {
      if (file.type === 'application/pdf') {
        if (file.size > MOST_BYTES) return tell(t('evidence.tooLarge'))
        await keep({ kind: 'file', name: file.name, blob: file, url: null })
      } else {
        tell(t('evidence.shrinking'))
        await keep({ kind: 'photo', name: file.name, blob: await smallPhoto(file, EVIDENCE), url: null })
      }
      tell('')
    } catch {
      tell(t('evidence.unreadable'))
    }
  }
  const addLink = async () => {
    if (!/^https?:\/\/\S+\.\S+/.test(link)) return tell(t('evidence.wrongLink'))
    await keep({ kind: 'link', name: new URL(link).hostname, blob: null, url: link })
    tell('')
    setLink('')
    setLinking(false)
  }
  const release = async (piece: Evidence) => {
    tell('')
    try {
      await detach(piece.id, entry.id)
      await forgetEvidence(entry.id, piece.id)
    } catch (error) {
      tell(error instanceof Refused ? error.reason : t('outbox.sendFailed'))
    }
  }
  return (
    <fieldset className="part">
      <legend className="label">
        {t('evidence.title')} <span className="muted">· {t('evidence.later')}</span>
      </legend>
      {!isFull && (
        <div className="three">
          <FileButton label={t('evidence.photo')} icon="camera" accept="image/*" capture take={take} />
          <FileButton label={t('evidence.file')} icon="clip" accept="application/pdf,image/*" take={take} />
          <button type="button" className="btn" aria-expanded={isLinking} onClick={() => setLinking(!isLinking)}>
            <Icon name="link" />
            {t('evidence.link')}
          </button>
        </div>
      )}
      {isLinking && (
        <div className="part">
          <label className="label" htmlFor="tautan">
            {t('evidence.address')}
          </label>
          <div className="times">
            <input
              id="tautan"
              className="input"
              type="url"
              value={link}
              onChange={({ target }) => setLink(target.value.trim())}
            />
            <button type="button" className="btn" onClick={() => void addLink()}>
              {t('evidence.add')}
            </button>
          </div>
        </div>
      )}
      <p className="why" role="status">
        {told}
      </p>
      <ul className="pieces">
        {waiting.map((piece) => (
          <Piece key={piece.key} piece={asEvidence(piece)} remove={() => void dropEvidence(piece.key)}>
            {piece.trouble ??
              t(!isOnDevice(piece) ? 'state.unkept' : piece.kind === 'photo' ? 'evidence.bare' : 'state.kept')}
          </Piece>
        ))}
        {there.map((piece) => (
          <Piece key={piece.id} piece={piece} remove={() => void release(piece)}>
            {t('state.submitted')}
          </Piece>
        ))}
      </ul>
    </fieldset>
  )
}

function FileButton({
  label,
  icon,
  accept,
  capture,
  take,
}: {
  label: string
  icon: 'camera' | 'clip'
  accept: string
  capture?: boolean
  take: (file: File | undefined) => Promise<void>
}) {
  return (
    <label className="btn file">
      <Icon name={icon} />
      {label}
      <input
        type="file"
        className="sr"
        accept={accept}
        capture={capture ? 'environment' : undefined}
        onChange={({ target }) => {
          void take(target.files?.[0])
          target.value = ''
        }}
      />
    </label>
  )
}

function Piece({ piece, remove, children }: { piece: Evidence; remove: () => void; children: React.ReactNode }) {
  const { name, sizeBytes } = piece
  const size = sizeBytes === null ? '' : ` · ${t('evidence.size', { kb: Math.ceil(sizeBytes / 1000) })}`
  return (
    <li>
      <Icon name={piece.kind === 'link' ? 'link' : piece.kind === 'photo' ? 'camera' : 'clip'} />
      <span>
        <b>{name}</b>
        {size}
        <span className="muted small">{children}</span>
      </span>
      <button type="button" className="icon-btn" aria-label={t('evidence.remove', { name })} onClick={remove}>
        <Icon name="close" />
      </button>
    </li>
  )
}
