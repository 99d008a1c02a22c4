'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SignInForm } from '@/components/access/sign-in-form'

/** The sign-in form of the demonstration agency: picking an account fills it in. */
export function DemonstrationSignIn({
  password,
  accounts,
}: {
  password: string
  accounts: { userId: string; role: string; name: string }[]
}) {
  const t = useTranslations('access')
  const [picked, setPicked] = useState('')
  return (
    <>
      <SignInForm key={picked} filled={picked ? { userId: picked, password } : undefined} />
      <section aria-labelledby="peragaan" className="grid gap-3 rounded-lg border border-line bg-surface p-4">
        <h2 id="peragaan" className="text-base">
          {t('demonstration.title')}
        </h2>
        <p className="text-sm text-muted">{t('demonstration.explanation', { password })}</p>
        <ul className="grid gap-1">
          {accounts.map((account) => (
            <li key={account.userId}>
              <button
                type="button"
                aria-pressed={picked === account.userId}
                onClick={() => setPicked(account.userId)}
                className="flex min-h-11 w-full cursor-pointer flex-wrap items-baseline gap-x-3 rounded-md px-2 py-2 text-left text-sm hover:bg-soft aria-pressed:bg-soft"
              >
                <span className="font-semibold">{t(`role.${account.role}`)}</span>
                <span className="text-muted">
                  {account.userId} · {account.name}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
