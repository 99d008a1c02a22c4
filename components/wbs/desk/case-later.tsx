'use client'

import dynamic from 'next/dynamic'

/** Handling is loaded once the desk is open: until then nobody needs it. */
export const CaseSectionLater = dynamic(() => import('@/components/wbs/desk/case').then((file) => file.CaseSection), {
  ssr: false,
})
