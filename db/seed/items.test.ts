import { expect, test } from 'vitest'
import { describeFigure, drawFigure, type Figure } from '@/db/seed/figures'
import { demonstrationItems, type FiguralItem, figuralItems } from '@/db/seed/items'
import tiu from '@/db/seed/items/tiu.json'
import { SKD_BLUEPRINT, SKD_CELLS } from '@/db/seed/skd-blueprint'
import { skdBank } from '@/lib/cat/bank-section.fixture'
import { itemFindings } from '@/lib/cat/item-findings'
import { cleanHtml } from '@/lib/cat/item-markup'
import { parseHtml, textOf } from '@/lib/markup'

const items = demonstrationItems()
const plain = (html: string) => parseHtml(html).map(textOf).join('').trim()

test('every item has a cell, five different options, one key or each weight once, and an explanation', () => {
  const faulty = items.flatMap((item) =>
    itemFindings(item, skdBank)
      .filter(({ met }) => !met)
      .map(({ code }) => `${item.code} ${code}`),
  )
  expect(faulty).toEqual([])
  expect(items.filter(({ explanation }) => explanation.length < 40).map(({ code }) => code)).toEqual([])
})

test('the bank fills a whole form and has more in every cell than a form needs', () => {
  const found = SKD_BLUEPRINT.map((cell) => ({
    ...cell,
    found: items.filter((item) => item.section === cell.section && item.aspect === cell.aspect).length,
  }))
  expect(found.filter(({ usual, found: count }) => count <= usual)).toEqual([])
  const needed = (section: string) =>
    SKD_BLUEPRINT.filter((cell) => cell.section === section).reduce((sum, { usual }) => sum + usual, 0)
  expect(['TWK', 'TIU', 'TKP'].map(needed)).toEqual([30, 35, 45])
})

test('the cells are the aspects of the tests, each of them once', () => {
  const aspectsOf = (section: string) =>
    SKD_BLUEPRINT.filter((cell) => cell.section === section).map(({ aspect }) => aspect)
  expect(aspectsOf('TWK')).toEqual(['nasionalisme', 'integritas', 'bela_negara', 'pilar_negara', 'bahasa_negara'])
  expect(aspectsOf('TIU')).toEqual([
    ...['verbal.analogi', 'verbal.silogisme', 'verbal.analitis'],
    ...['numerik.berhitung', 'numerik.deret_angka', 'numerik.perbandingan', 'numerik.soal_cerita'],
    ...['figural.analogi', 'figural.ketidaksamaan', 'figural.serial'],
  ])
  expect(aspectsOf('TKP')).toEqual([
    ...['pelayanan_publik', 'jejaring_kerja', 'sosial_budaya', 'tik', 'profesionalisme'],
    'anti_radikalisme', // since 2021
  ])
  expect(SKD_BLUEPRINT).toHaveLength(21)
})

test('the cells of each number of items add up to it, and before 2021 nobody is asked about radicalism', () => {
  const cellsOf = (section: string, items: number) =>
    SKD_CELLS.filter((cell) => cell.section === section && cell.items === items)
  const aspectsOf = (section: string, items: number) => cellsOf(section, items).map(({ aspect }) => aspect)
  for (const { section, items } of SKD_CELLS)
    expect([section, cellsOf(section, items).reduce((sum, { usual }) => sum + usual, 0)]).toEqual([section, items])
  expect(aspectsOf('TWK', 35)).toEqual(aspectsOf('TWK', 30))
  expect(aspectsOf('TIU', 30)).toEqual(aspectsOf('TIU', 35))
  expect(aspectsOf('TKP', 35)).toEqual(aspectsOf('TKP', 45).filter((aspect) => aspect !== 'anti_radikalisme'))
})

test('no item is there twice, and no text changes when it is cleaned', () => {
  const asked = items.map(({ stimulus, stem, options }) => `${stimulus}${stem}${options.map(({ body }) => body)}`)
  expect(new Set(asked).size).toBe(items.length)
  const texts = items.flatMap(({ stimulus, stem, options, explanation }) => [
    stimulus ?? '',
    stem,
    explanation,
    ...options.map(({ body }) => body),
  ])
  expect(texts.filter((text) => cleanHtml(text).html !== text)).toEqual([])
})

test('no explanation names the place of an option, which every candidate sees elsewhere', () => {
  const placed = /(pilihan|opsi|jawaban) (pertama|kedua|ketiga|keempat|kelima|terakhir|[A-E]\b)/i
  expect(items.filter(({ explanation }) => placed.test(explanation)).map(({ code }) => code)).toEqual([])
})

test('neither its place nor its length betrays the best option, in any section', () => {
  for (const section of ['TWK', 'TIU', 'TKP']) {
    const ofSection = items.filter((item) => item.section === section)
    const best = ofSection.map(({ options, key }) => options.findIndex(({ id }) => key[id] === 5))
    for (const place of [0, 1, 2, 3, 4]) {
      const share = best.filter((each) => each === place).length / best.length
      expect([section, place, share > 0.15 && share < 0.25]).toEqual([section, place, true])
    }
    const written = ofSection.filter(({ aspect }) => !aspect.startsWith('figural'))
    const differences = written.map(({ options, key }) => {
      const right = options.find(({ id }) => key[id] === 5)?.body.length ?? 0
      return options.filter(({ id }) => key[id] !== 5).map(({ body }) => right - body.length)
    })
    const longest = differences.filter((each) => each.every((difference) => difference > 0)).length
    const shortest = differences.filter((each) => each.every((difference) => difference < 0)).length
    expect([section, longest / written.length < 0.3]).toEqual([section, true])
    expect([section, shortest / written.length < 0.3]).toEqual([section, true])
  }
})

test('each weight stands in each place about equally often', () => {
  const weighted = items.filter(({ section }) => section === 'TKP')
  for (const place of [0, 1, 2, 3, 4]) {
    for (const weight of [1, 2, 3, 4, 5]) {
      const found = weighted.filter(({ options, key }) => key[options[place]?.id ?? ''] === weight).length
      expect(Math.abs(found - weighted.length / 5)).toBeLessThan(3)
    }
  }
})

test('each number is what the arithmetic of its item gives, and no other option is', () => {
  const checked = tiu.filter(({ check }) => check)
  expect(checked.length).toBe(tiu.filter(({ aspect }) => aspect.startsWith('numerik')).length)
  for (const { aspect, stem, options, key, check } of checked) {
    const value: number = new Function(`return ${check}`)()
    const letters = ['A', 'B', 'C', 'D', 'E']
    const fitting = letters.filter((_, index) =>
      aspect === 'numerik.perbandingan'
        ? relationOf(options[index] ?? '') === Math.sign(Math.round(value * 1e9))
        : Math.abs(numberOf(plain(options[index] ?? '')) - value) < 1e-9,
    )
    expect([stem, fitting]).toEqual([stem, [key]])
  }
})

/** 1 for x > y, 0 for x = y, -1 for x < y; nothing for any other relation. */
function relationOf(option: string): number | undefined {
  const sign = /^[a-z] (&gt;|&lt;|=) [a-z]$/.exec(option)?.[1]
  return { '&gt;': 1, '&lt;': -1, '=': 0 }[sign ?? '']
}

/** A number as Indonesians write it: 1.234,5; 3/4; 1 1/6; 09.30 of the clock as hours. */
function numberOf(text: string): number {
  const [, hours, minutes] = /^(\d\d)\.(\d\d)$/.exec(text) ?? []
  if (hours) return Number(hours) + Number(minutes) / 60
  const [, whole, above, below] = /^(?:(\d+) )?(\d+)\/(\d+)$/.exec(text) ?? []
  if (above) return Number(whole ?? 0) + Number(above) / Number(below)
  return Number((/[\d.]+(?:,\d+)?/.exec(text)?.[0] ?? '').replaceAll('.', '').replace(',', '.'))
}

const normal = (figure: Figure): Figure => ({ ...figure, turn: (figure.turn ?? 0) % 360 })
const same = (a: Figure, b: Figure) => drawFigure(normal(a)) === drawFigure(normal(b))
const outline = ({ shape, sides }: Figure) => `${shape}${sides ?? ''}`

const analogies: Record<string, (figure: Figure) => Figure> = {
  quarter_turn: (figure) => ({ ...figure, turn: (figure.turn ?? 0) + 90 }),
  swap: ({ inner, ...outer }) => ({ ...(inner ?? outer), inner: outer }),
  fill_and_double: (figure) => ({ ...figure, filled: true, count: 2 }),
  mirror: (figure) => ({ ...figure, mirrored: !figure.mirrored }),
}

const common: Record<string, (figure: Figure) => boolean> = {
  not_mirrored: ({ mirrored }) => !mirrored,
  dots_are_sides: ({ dots, sides }) => dots === sides,
  inner_is_outer: (figure) => outline(figure) === outline(figure.inner ?? figure) && figure.inner !== undefined,
  ball_at_head: ({ ball }) => ball === 'head',
}

/** The next of a series whose turns, sides and dots grow evenly and whose colour alternates or stays. */
function nextOf(figures: readonly Figure[]): Figure {
  const [first, second] = figures as [Figure, Figure]
  const last = figures.at(-1) ?? first
  const step = (field: 'turn' | 'sides' | 'dots') => (second[field] ?? 0) - (first[field] ?? 0)
  const next: Figure = { ...last, turn: (last.turn ?? 0) + step('turn') }
  if (last.sides !== undefined) next.sides = last.sides + step('sides')
  if (last.dots !== undefined) next.dots = last.dots + step('dots')
  if (Boolean(first.filled) !== Boolean(second.filled)) next.filled = !last.filled
  return next
}

function fittingFigures({ aspect, rule, figures, options }: FiguralItem): number[] {
  const indices = options.map((_, index) => index)
  if (aspect === 'figural.serial') return indices.filter((index) => same(options[index] as Figure, nextOf(figures)))
  if (aspect === 'figural.analogi') {
    const change = analogies[rule]
    const [from, to, like] = figures as [Figure, Figure, Figure]
    expect(change && same(change(from), to)).toBe(true)
    return indices.filter((index) => change && same(options[index] as Figure, change(like)))
  }
  return indices.filter((index) => !common[rule]?.(options[index] as Figure))
}

test('one figure alone follows the rule of its item', () => {
  for (const item of figuralItems) {
    expect([item.rule, fittingFigures(item)]).toEqual([item.rule, ['ABCDE'.indexOf(item.key)]])
    const drawings = item.options.map((option) => drawFigure(normal(option)))
    expect(new Set(drawings).size).toBe(5)
  }
})

test('a series goes on evenly from its beginning', () => {
  for (const { figures } of figuralItems.filter(({ aspect }) => aspect === 'figural.serial')) {
    for (let length = 2; length < figures.length; length++) {
      expect(same(nextOf(figures.slice(0, length)), figures[length] as Figure)).toBe(true)
    }
  }
})

test('who hears the figures gets five different ones, and never how one was made of another', () => {
  for (const { rule, figures, options } of figuralItems) {
    expect([rule, new Set(options.map(describeFigure)).size]).toEqual([rule, 5])
    expect(
      [...figures, ...options].map(describeFigure).filter((text) => /putar|cermin|balik|undefined/.test(text)),
    ).toEqual([])
  }
})
