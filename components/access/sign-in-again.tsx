'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { CodeForm } from '@/components/access/code-form'
import { SignInForm } from '@/components/access/sign-in-form'
import type { SignInWords } from '@/components/access/sign-in-words'
import type { StagePath } from '@/lib/auth/session-stage'
import type { Action } from '@/lib/refusal'

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
  return asksCode ? (
    <CodeForm words={words} action={confirmCode} onDone={goOn} />
  ) : (
    <SignInForm words={words} onDone={goOn} />
  )
}
