'use client'

import dynamic from 'next/dynamic'

/** What to do about a report that does not open; loaded where one does not, or somebody stated so. */
export const OpenAfterAll = dynamic(() => import('@/components/wbs/desk/unreadable').then((file) => file.OpenAfterAll))
export const NotOpenable = dynamic(() => import('@/components/wbs/desk/unreadable').then((file) => file.NotOpenable))
