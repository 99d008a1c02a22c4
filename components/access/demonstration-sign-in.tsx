'use client'

import { useState } from 'react'
import { SignInForm } from '@/components/access/sign-in-form'
import type { SignInWords } from '@/components/access/sign-in-words'

/** The sign-in form of the demonstration agency: picking an account fills it in. */
export function DemonstrationSignIn({
  words,
  title,
  explanation,
  password,
  accounts,
}: {
  words: SignInWords
  title: string
  explanation: string
  password: string
  accounts: { userId: string; roleLabel: string; name: string }[]
}) {
  const [picked, setPicked] = useState('')
  return (
    <>
      <SignInForm key={picked} words={words} filled={picked ? { userId: picked, password } : undefined} />
      <section aria-labelledby="peragaan" className="grid gap-2 rounded-lg border border-line p-4 pb-2">
        <h2 id="peragaan" className="text-base tracking-normal">
          {title}
        </h2>
        <p className="text-sm text-muted">{explanation}</p>
        <ul className="-mx-2 grid">
          {accounts.map(({ userId, roleLabel, name }) => (
            <li key={userId}>
              <button
                type="button"
                aria-pressed={picked === userId}
                onClick={() => setPicked(userId)}
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
      </section>
    </>
  )
}
