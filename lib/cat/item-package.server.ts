import 'server-only'
import type { PackageFiles } from '@/lib/cat/qti-package'
import { READING_LIMITS } from '@/lib/cat/reading-budget'
import { openArchive } from '@/lib/import/zip.server'
import { Refusal } from '@/lib/refusal'

/** More than this is no package of items. */
const LIMITS = { entries: 5_000, unpackedBytes: READING_LIMITS.bytes }

/** The files of a package. Refuses with cat.package_damaged, cat.package_unsafe or cat.package_locked. */
export async function unpack(bytes: Uint8Array): Promise<PackageFiles> {
  const archive = await openArchive(bytes, LIMITS).catch(refuse)
  try {
    const files = new Map<string, Uint8Array>()
    for (const name of archive.names) files.set(name, await archive.bytes(name))
    return files
  } catch (error) {
    return refuse(error)
  } finally {
    archive.close()
  }
}

/** The same refusals in the words of a package of items. */
function refuse(error: unknown): never {
  if (!(error instanceof Refusal)) throw error
  throw new Refusal(error.code.replace('import.file', 'cat.package'))
}
