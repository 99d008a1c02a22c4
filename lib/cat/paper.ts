import type { ItemOption } from '@/lib/cat/item'
import { type Draw, drawFrom, shuffled } from '@/lib/cat/shuffle'

/** An item of a form, as far as a paper has to know it. `place` is where it stands in the content of the session. */
type FormOption = Pick<ItemOption, 'id' | 'isFixed'>
export type FormItem = { place: number; section: string; options: readonly FormOption[]; keepsOrder: boolean }

/** A paper: its items in order, each with its options in order. It is kept as it was made. */
export type Paper = { place: number; section: string; options: string[] }[]

/**
 * The paper of one attempt: sections in their order, the items of each and the options of each in an order of its own.
 * The seed alone decides, so a resumed attempt has the identical paper.
 */
export function makePaper(form: readonly FormItem[], sections: readonly string[], seed: string): Paper {
  const draw = drawFrom(seed)
  return sections.flatMap((section) =>
    shuffled(
      form.filter((item) => item.section === section),
      draw,
    ).map(({ place, options, keepsOrder }) => ({
      place,
      section,
      options: (keepsOrder ? options : mixed(options, draw)).map(({ id }) => id),
    })),
  )
}

/** In an order that was drawn, around those that stay at their place. */
function mixed(options: readonly FormOption[], draw: Draw): FormOption[] {
  const loose = shuffled(
    options.filter(({ isFixed }) => !isFixed),
    draw,
  )
  return options.map((option) => (option.isFixed ? option : (loose.shift() ?? option)))
}
