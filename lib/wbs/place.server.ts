import 'server-only'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { settings } from '@/lib/settings.server'

/** Where the demonstration keeps the secrets of its own ceremony. */
export function demonstrationSecrets(): string {
  return join(settings().KEYS_FOLDER, 'wbs-demonstration.json')
}

/**
 * What a reporter's browser is to hold everything against: the name of this place, which codes depend on, and the public
 * root keys in base64url. In a demonstration they are those of its own ceremony; without any, nothing can be reported.
 */
export function reportingPlace(): { deployment: string; rootKeys: string[] } {
  const { WBS_DEPLOYMENT, WBS_ROOT_KEYS, DEMONSTRATION } = settings()
  const deployment = WBS_DEPLOYMENT
  if (WBS_ROOT_KEYS.length > 0) return { deployment, rootKeys: WBS_ROOT_KEYS }
  const path = demonstrationSecrets()
  if (DEMONSTRATION !== 'on' || !existsSync(path)) return { deployment, rootKeys: [] }
  return { deployment, rootKeys: [JSON.parse(readFileSync(path, 'utf8')).rootKey] }
}
