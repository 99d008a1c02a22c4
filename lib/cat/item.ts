/**
 * One option of an item. Its letter on the screen is that of its place. Writers and files call it by a name of theirs,
 * which is its `id` in a draft; papers, answers and keys by one that says nothing (`option-ids.server.ts`).
 */
export type ItemOption = { id: string; body: string; isFixed?: boolean | undefined } // fixed: stays at its place

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

/** Says of an option that it stays at its place while the others are mixed; nothing of one that does not. */
export function fixedIf(isFixed: boolean | undefined): Pick<ItemOption, 'isFixed'> {
  return isFixed ? { isFixed } : {}
}

/** Options as a candidate gets them: nothing but what is drawn on the screen. */
export function asSeen(options: readonly ItemOption[]): ItemOption[] {
  return options.map(({ id, body }) => ({ id, body }))
}
