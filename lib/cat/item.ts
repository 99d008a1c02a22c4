/** One option of an item. Its letter on the screen is that of its place; scores know it by `id` alone. */
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
