import { draft } from './draft'
import type { ReaderList } from './session'
import { vault } from './vault'

/** Who may read, once the signed list is here; until somebody chooses a group it is the first one. */
export async function loadReaders(): Promise<ReaderList> {
  const list = await vault('readers')
  draft.groupId ||= list.groups[0]?.id ?? ''
  return list
}
