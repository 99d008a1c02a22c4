import 'server-only'
import { forgetSignIns } from '@/lib/auth/forget-sign-ins.server'
import { forgetPhotos, forgetStagedCandidates, forgetStagedItems } from '@/lib/cat/public.server'
import { isSoleOwner } from '@/lib/documents/files-owner.server'
import { forgetDetachedFiles, removeOrphanedFiles } from '@/lib/documents/orphaned-files.server'
import { forgetUnfinishedUploads } from '@/lib/documents/uploads.server'
import { forgetAbandonedRuns, removeReadUploads } from '@/lib/import/forget-runs.server'
import { forgetAbsenceFiles } from '@/lib/kinerja/public.server'
import { forgetExports } from '@/lib/list-exports.server'

/** Takes away what nobody finished or needs any more, each kind after its own safe age. */
export async function cleanUp(now: Date): Promise<void> {
  await forgetAbandonedRuns(now)
  await forgetExports(now)
  await forgetStagedCandidates(now)
  await forgetAbsenceFiles(now)
  await forgetStagedItems(now)
  await forgetPhotos(now)
  await forgetSignIns(now)
  if (!(await isSoleOwner(now))) return
  await removeReadUploads(now)
  await forgetUnfinishedUploads(now)
  await forgetDetachedFiles(now)
  await removeOrphanedFiles(now)
}
