'use client'

import { type ComponentProps, lazy, Suspense } from 'react'

const SignDialog = lazy(() => import('@/components/sapk/sign-dialog').then((file) => ({ default: file.SignDialog })))

/** Signs the paper that is shown; the page then shows the signed one. */
export function PaperSign(props: Omit<ComponentProps<typeof SignDialog>, 'onDone'>) {
  return (
    <Suspense>
      <SignDialog {...props} onDone={() => undefined} />
    </Suspense>
  )
}
