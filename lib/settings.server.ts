import 'server-only'
import { type Settings, settingsFrom } from '@/lib/settings'

let read: Settings | undefined

/** The settings of this process. Throws when one is wrong. */
export function settings(): Settings {
  read ??= settingsFrom(process.env)
  return read
}
