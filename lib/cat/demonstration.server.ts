import 'server-only'
import { DEMONSTRATION_NAMES, demonstrationNumber, demonstrationPin } from '@/lib/cat/demonstration'

const SHOWN = 5

/** Some candidates of the demonstration with their PINs, on the page that asks for them; nobody anywhere else. */
export function demonstrationCandidates(): { number: string; pin: string; name: string }[] {
  if (process.env.DEMONSTRATION !== 'on') return []
  return DEMONSTRATION_NAMES.slice(0, SHOWN).map((name, at) => ({
    name,
    number: demonstrationNumber(at),
    pin: demonstrationPin(at),
  }))
}
