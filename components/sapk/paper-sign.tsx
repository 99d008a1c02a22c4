'use client'

import type { ComponentProps } from 'react'
import { SignDialog } from '@/components/sapk/sign-dialog'

/** Signs the paper that is shown; the page then shows the signed one. */
export function PaperSign(props: Omit<ComponentProps<typeof SignDialog>, 'onDone'>) {
  return <SignDialog {...props} onDone={() => undefined} />
}
