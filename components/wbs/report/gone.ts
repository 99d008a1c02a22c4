import type { Conversation } from '@/lib/wbs/conversation'
import { type Farewell, hasSaidFarewell } from '@/lib/wbs/farewell'
import { holdersOf, type Manifest } from '@/lib/wbs/manifest'
import type { OpenAnswer } from '@/lib/wbs/wire'
import type { Named } from './own-identity'

/** Something that happened; `isUnsigned` where somebody went out of the report and no signature of theirs says so. */
export type Happened = OpenAnswer['events'][number] & { isUnsigned: boolean }

/** The farewells that readers of this report signed, each for an epoch that the conversation has come to. */
export function saidFarewells(
  farewells: readonly Farewell[],
  { report, passed, everMembers }: Conversation,
  manifest: Manifest,
): Farewell[] {
  const isSaid = (each: Farewell) => each.epoch <= passed && hasSaidFarewell(report, each.epoch, each, manifest)
  return farewells.filter((each) => everMembers.includes(each.by) && isSaid(each))
}

/** Who reads the report now, and who signed that they went while it still runs on the key that they know. */
export function readersOf(
  { members, passed }: Conversation,
  said: readonly Farewell[],
  manifest: Manifest,
): { readers: Named[]; left: Named[] } {
  const gone = holdersOf(
    manifest,
    said.filter(({ epoch }) => epoch === passed).map(({ by }) => by),
  )
  const keys = manifest.keys.filter(({ id }) => members.includes(id))
  const named = (isGone: boolean) =>
    keys.filter(({ holder }) => gone.has(holder) === isGone).map(({ name, position }) => ({ name, position }))
  return { readers: named(false), left: named(true) }
}

/** Each event, held against what was signed: one signature stands for one event of its day, reason and role. */
export function happened(
  events: OpenAnswer['events'],
  said: readonly Farewell[],
  { keys }: Pick<Manifest, 'keys'>,
): Happened[] {
  const left = [...said]
  return events.map((event) => {
    if (!isGoing(event.kind)) return { ...event, isUnsigned: false }
    const at = left.findIndex(
      ({ by, reason, on }) =>
        on === event.on &&
        kindOf(reason) === event.kind &&
        keys.some(({ id, roles }) => id === by && roles.some((role) => role === event.role)),
    )
    if (at >= 0) left.splice(at, 1)
    return { ...event, isUnsigned: at < 0 }
  })
}

function isGoing(kind: string): boolean {
  return kind === 'conflict' || kind.startsWith('left_')
}

function kindOf(reason: Farewell['reason']): string {
  return reason === 'conflict' ? reason : `left_${reason}`
}
