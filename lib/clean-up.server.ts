import 'server-only'
import { forgetSignIns } from '@/lib/auth/forget-sign-ins.server'
import { forgetPhotos, forgetStagedCandidates, forgetStagedItems } from '@/lib/cat/public.server'
import { isSoleOwner } from '@/lib/documents/files-owner.server'
import { forgetDetachedFiles, removeOrphanedFiles } from '@/lib/documents/orphaned-files.server'
import { forgetUnfinishedUploads } from '@/lib/documents/uploads.server'
import { eachInTurn } from '@/lib/each-in-turn'
import { forgetAbandonedRuns, removeReadUploads } from '@/lib/import/forget-runs.server'
import { forgetAbsenceFiles } from '@/lib/kinerja/public.server'
import { forgetExports } from '@/lib/list-exports.server'

const STEPS = [
  forgetAbandonedRuns,
  forgetExports,
  forgetStagedCandidates,
  forgetAbsenceFiles,
  forgetStagedItems,
  forgetPhotos,
  forgetSignIns,
  cleanFiles,
]

const OF_SOLE_OWNER = [removeReadUploads, forgetUnfinishedUploads, forgetDetachedFiles, removeOrphanedFiles]

/**
 * Takes away what nobody finished or needs any more, each kind after its own safe age, also after a kind that could not
 * be. Throws what failed at the end.
 */
export function cleanUp(now: Date): Promise<void> {
  return eachInTurn(STEPS.map((step) => () => step(now)))
}

async function cleanFiles(now: Date): Promise<void> {
  if (await isSoleOwner(now)) await eachInTurn(OF_SOLE_OWNER.map((step) => () => step(now)))
}
