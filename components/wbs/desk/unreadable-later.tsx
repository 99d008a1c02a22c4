'use client'

import dynamic from 'next/dynamic'

/** What is said of messages that do not open, and why one has to stop; loaded where that is so. */
export const AskAgain = dynamic(() => import('@/components/wbs/desk/unopened').then((file) => file.AskAgain))
export const UnopenedNotice = dynamic(() =>
  import('@/components/wbs/desk/unopened').then((file) => file.UnopenedNotice),
)
export const StopNotice = dynamic(() => import('@/components/wbs/desk/stop-notice').then((file) => file.StopNotice))

/** What to do about a report that does not open; loaded where one does not, or somebody stated so. */
export const OpenAfterAll = dynamic(() => import('@/components/wbs/desk/unreadable').then((file) => file.OpenAfterAll))
export const NotOpenable = dynamic(() => import('@/components/wbs/desk/unreadable').then((file) => file.NotOpenable))
