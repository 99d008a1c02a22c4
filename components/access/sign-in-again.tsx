'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { SignInWords } from '@/components/access/sign-in-words'
import { useLater } from '@/components/ui/use-later'
import type { StagePath } from '@/lib/auth/session-stage'
import type { Action } from '@/lib/refusal'

const loadForms = () =>
  Promise.all([import('@/components/access/sign-in-form'), import('@/components/access/code-form')])

/** Signs in again without leaving the page, so that what was typed below stays. Rarer duties have their own page. */
export function SignInAgain({
  words,
  confirmCode,
}: {
  words: SignInWords
  confirmCode: Action<{ code: string }, StagePath>
}) {
  const router = useRouter()
  const [asksCode, setAsksCode] = useState(false)
  const goOn = async () => {
    const { stage } = await fetch('/api/session').then((answer) => answer.json())
    if (stage === 'code') setAsksCode(true)
    else if (stage === 'open') router.refresh()
    else router.replace('/beranda')
  }
  const [password, code] = useLater(loadForms, true) ?? []
  if (!password || !code) return null
  return asksCode ? (
    <code.CodeForm words={words} action={confirmCode} onDone={goOn} />
  ) : (
    <password.SignInForm words={words} onDone={goOn} />
  )
}
