'use client'

import dynamic from 'next/dynamic'
import type { ComponentProps } from 'react'
import type { PdfViewer } from '@/components/documents/pdf-viewer'

const Viewer = dynamic(() => import('@/components/documents/pdf-viewer').then((module) => module.PdfViewer), {
  ssr: false,
})

/** A paper as large as it will be printed; the reader is loaded after the page stands. */
export function PaperViewer(props: Omit<ComponentProps<typeof PdfViewer>, 'choice' | 'isTrueSize'>) {
  return <Viewer {...props} isTrueSize />
}
