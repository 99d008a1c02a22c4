/**
 * One option of an item. Its letter on the screen is that of its place. Writers and files call it by a name of theirs,
 * which is its `id` in a draft; papers, answers and keys by one that says nothing (`option-ids.server.ts`).
 */
export type ItemOption = { id: string; body: string }

/** Points by option id: five for the right one, or a weight for each. */
export type ItemKey = Readonly<Record<string, number>>

/** An item as it is written or imported: HTML of the allowed elements. */
export type ItemDraft = {
  code: string
  section: string
  aspect: string
  stimulus: string | null
  stem: string
  options: ItemOption[]
  key: ItemKey
  keepsOrder: boolean
}
