'use server'

import { action } from '@/lib/action.server'
import { reportInput } from '@/lib/wbs/office-inputs'
import { fetchOffline } from '@/lib/wbs/offline.server'

export const fetchOfflineAction = action('wbs.handle', reportInput, ({ actor, now }, { report }) =>
  fetchOffline(actor.accountId, report, now),
)
