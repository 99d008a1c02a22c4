'use client'

import { type ReactNode, useRef, useState } from 'react'
import { SignInForm } from '@/components/access/sign-in-form'
import type { SignInWords } from '@/components/access/sign-in-words'
import { Icon } from '@/components/ui/icon'

type Account = { userId: string; roleLabel: string; name: string }

/** The sign-in form of the demonstration agency: picking an account fills it in. `children` needs no account. */
export function DemonstrationSignIn({
  words,
  title,
  explanation,
  password,
  groups,
  children,
}: {
  words: SignInWords
  title: string
  explanation: string
  password: string
  groups: { label: string; accounts: Account[] }[]
  children: ReactNode
}) {
  const form = useRef<HTMLDivElement>(null)
  const [picked, setPicked] = useState('')
  const pick = (userId: string) => {
    setPicked(userId)
    form.current?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <>
      <div ref={form} className="scroll-my-6">
        <SignInForm key={picked} words={words} filled={picked ? { userId: picked, password } : undefined} />
      </div>
      <section aria-labelledby="peragaan" className="rounded-lg border border-line">
        <div className="grid gap-2 p-4">
          <h2 id="peragaan" className="text-base tracking-normal">
            {title}
          </h2>
          <p className="text-sm text-muted">{explanation}</p>
        </div>
        {groups.map(({ label, accounts }) => (
          <Fold key={label} label={label} count={accounts.length}>
            <ul className="grid px-2 pb-2">
              {accounts.map(({ userId, roleLabel, name }) => (
                <li key={userId}>
                  <button
                    type="button"
                    aria-pressed={picked === userId}
                    onClick={() => pick(userId)}
                    className="block min-h-11 w-full cursor-pointer rounded-md px-2 py-1.5 text-left text-sm hover:bg-soft aria-pressed:bg-soft"
                  >
                    <b className="block">{roleLabel}</b>
                    <span className="block text-xs text-muted">
                      {userId}, {name}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </Fold>
        ))}
        {children}
      </section>
    </>
  )
}

function Fold({ label, count, children }: { label: string; count: number; children: ReactNode }) {
  return (
    <details name="peragaan" className="group border-t border-line">
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-3 px-4 py-2 text-sm font-semibold [&::-webkit-details-marker]:hidden">
        <span className="flex-1">{label}</span>
        <span className="num font-normal text-muted">{count}</span>
        <Icon name="chevron-right" className="size-4 text-muted group-open:rotate-90" />
      </summary>
      {children}
    </details>
  )
}
