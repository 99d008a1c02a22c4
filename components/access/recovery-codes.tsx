'use client'

import { useEffect, useRef } from 'react'
import type { SignInWords } from '@/components/access/sign-in-words'
import { Button, ButtonLink } from '@/components/ui/button'

/** The recovery codes, shown this once: to copy, to print, and then on to `next`. */
export function RecoveryCodes({
  words,
  codes,
  next,
  onDone,
}: {
  words: SignInWords['recovery']
  codes: string[]
  next: string
  onDone?: () => void
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="grid gap-4">
      <h2 ref={heading} tabIndex={-1} className="text-lg">
        {words.title}
      </h2>
      <p>{words.explanation}</p>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-md border border-line bg-surface p-4 font-mono tabular-nums">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2 print:hidden">
        <Button onClick={() => navigator.clipboard.writeText(codes.join('\n'))}>{words.copy}</Button>
        <Button onClick={() => window.print()}>{words.print}</Button>
        <ButtonLink href={next} variant="primary" onClick={onDone}>
          {words.done}
        </ButtonLink>
      </div>
    </section>
  )
}
