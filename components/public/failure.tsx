'use client'

import { useEffect, useState } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import en from '@/messages/en/failure.json'
import id from '@/messages/id/failure.json'

/**
 * What a page says when it broke: a plain sentence, what was kept, the reference that support finds in the log, and
 * another try. Carries its own few words, because whatever gives words to pages may be what broke. `inShell` when the
 * office shell stands around it.
 */
export function Failure({ error, retry, inShell = false }: { error: unknown; retry: () => void; inShell?: boolean }) {
  const [words, setWords] = useState(id)
  useEffect(() => {
    if (document.documentElement.lang === 'en') setWords(en)
  }, [])
  const reference = referenceOf(error)
  const Frame = inShell ? 'div' : 'main'
  return (
    <Frame id={inShell ? undefined : 'isi'} className="mx-auto w-full max-w-[640px] px-4 py-12 md:py-24">
      <title>{`${words.title} - Satya`}</title>
      {!inShell && (
        <p className="mb-6">
          <span className="mark">Satya</span>
        </p>
      )}
      <h1 tabIndex={-1}>{words.title}</h1>
      <p className="mt-2 text-muted">{inShell ? words.officeText : words.text}</p>
      {reference && (
        <p className="mt-4 text-sm text-muted">
          {words.reference} <b className="num text-text">{reference}</b>
        </p>
      )}
      <div className="mt-6 flex flex-wrap gap-2">
        <button type="button" onClick={() => retry()} className={buttonClass({ variant: 'primary' })}>
          {words.retry}
        </button>
        <a href={inShell ? '/beranda' : '/'} className={buttonClass()}>
          {inShell ? words.officeHome : words.home}
        </a>
      </div>
    </Frame>
  )
}

function referenceOf(error: unknown): string | null {
  return error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : null
}
