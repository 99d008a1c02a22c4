import { execFileSync } from 'node:child_process'

/** A page as shades of grey, 0 is black. */
export type Image = { width: number; height: number; at(x: number, y: number): number }

/** The text of the QR code on the first page of a PDF, as a camera would read it from paper; poppler draws the page. */
export function qrOf(pdfPath: string): string {
  const page = ['-gray', '-r', '200', '-f', '1', '-singlefile', pdfPath]
  return codeIn(readPgm(execFileSync('pdftoppm', page, { maxBuffer: 2 ** 25 })))
}

/** The text of the QR code in a picture. */
export function codeIn(image: Image): string {
  const isDark = locate(image)
  return textOf(bitsOf(codewordsOf(isDark), isDark.size))
}

function readPgm(bytes: Buffer): Image {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1'))
  if (!header) throw new Error('not a grey picture')
  const [width, height] = [Number(header[1]), Number(header[2])]
  return { width, height, at: (x, y) => bytes[header[0].length + y * width + x] ?? 255 }
}

type Corner = { x: number; y: number; module: number }
type Modules = ((row: number, column: number) => boolean) & { size: number }

/** Finds the three corners and reads the code as a grid of modules; the code stands upright on the page. */
function locate(image: Image): Modules {
  const corners: Corner[] = []
  for (let y = 0; y < image.height; y += 2) {
    for (const { x, module } of finders(image.width, (at) => image.at(at, y) < 128)) {
      const across = finders(image.height, (at) => image.at(Math.round(x), at) < 128)
      const found = across.find((one) => Math.abs(one.x - y) < module * 3 && Math.abs(one.module - module) < module / 3)
      const isKnown = corners.some((one) => Math.hypot(one.x - x, one.y - (found?.x ?? y)) < module * 3)
      if (found && !isKnown) corners.push({ x, y: found.x, module })
    }
  }
  const [first, right] = squareOf(corners)
  const across = right.x - first.x
  const size = Math.round(across / first.module) + 7
  const step = across / (size - 7)
  const isDark = (row: number, column: number) =>
    image.at(Math.round(first.x + (column - 3) * step), Math.round(first.y + (row - 3) * step)) < 128
  return Object.assign(isDark, { size })
}

/** Three of the corners stand as a code's do; the data may look like a corner too, but not in such a place. */
function squareOf(corners: readonly Corner[]): [Corner, Corner] {
  for (const first of corners) {
    const near = (value: number) => Math.abs(value) < first.module
    for (const right of corners) {
      const across = right.x - first.x
      const isSide = across > first.module * 12 && near(right.y - first.y)
      if (isSide && corners.some((one) => near(one.x - first.x) && near(one.y - first.y - across)))
        return [first, right]
    }
  }
  throw new Error(`no QR code in ${corners.length} corners`)
}

/** Middles of dark and light runs in the proportion 1:1:3:1:1. */
function finders(length: number, isDark: (at: number) => boolean): { x: number; module: number }[] {
  const runs: { start: number; length: number; dark: boolean }[] = []
  for (let at = 0; at < length; at++) {
    const last = runs.at(-1)
    if (last?.dark === isDark(at)) last.length++
    else runs.push({ start: at, length: 1, dark: isDark(at) })
  }
  return runs.flatMap((_, index) => {
    const five = runs.slice(index, index + 5)
    const module = five.reduce((sum, run) => sum + run.length, 0) / 7
    const fits = five.every((run, at) => Math.abs(run.length - (at === 2 ? 3 : 1) * module) < module * 0.6)
    const middle = five[2]
    return five.length === 5 && five[0]?.dark && middle && fits && module >= 2
      ? [{ x: middle.start + middle.length / 2, module }]
      : []
  })
}

/** In the order of writing: columns of two from the right, up and down, with the mask taken off. */
function codewordsOf(isDark: Modules): number[] {
  const { size } = isDark
  const mask = ([2, 3, 4].reduce((bits, column) => bits * 2 + Number(isDark(8, column)), 0) ^
    0b101) as keyof typeof MASKS
  const codewords: number[] = []
  let [bits, count] = [0, 0]
  let isUp = true
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step++) {
      const row = isUp ? size - 1 - step : step
      for (const column of [right, right - 1]) {
        if (isFixed(row, column, size)) continue
        bits = bits * 2 + Number(isDark(row, column) !== MASKS[mask](row, column))
        count++
        if (count === 8) {
          codewords.push(bits)
          ;[bits, count] = [0, 0]
        }
      }
    }
    isUp = !isUp
  }
  return codewords
}

const MASKS = {
  0: (r: number, c: number) => (r + c) % 2 === 0,
  1: (r: number) => r % 2 === 0,
  2: (_: number, c: number) => c % 3 === 0,
  3: (r: number, c: number) => (r + c) % 3 === 0,
  4: (r: number, c: number) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  5: (r: number, c: number) => ((r * c) % 2) + ((r * c) % 3) === 0,
  6: (r: number, c: number) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  7: (r: number, c: number) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
}

/** Corners, timing lines, format and the one alignment pattern of versions 2 to 6. */
function isFixed(row: number, column: number, size: number): boolean {
  if (row === 6 || column === 6) return true
  if ((row < 9 && column < 9) || (row < 9 && column >= size - 8) || (row >= size - 8 && column < 9)) return true
  return size > 21 && Math.abs(row - (size - 7)) <= 2 && Math.abs(column - (size - 7)) <= 2
}

/** Data codewords and blocks of versions 1 to 6 at level M. */
const DATA = [
  [16, 1],
  [28, 1],
  [44, 1],
  [64, 2],
  [86, 2],
  [108, 4],
] as const

/** The data as one string of bits; paper drawn by a program needs no error correction. */
function bitsOf(codewords: number[], size: number): string {
  const [length, blocks] = DATA[(size - 21) / 4] ?? [0, 1]
  const data = codewords.slice(0, length)
  const inOrder = Array.from({ length: blocks }, (_, block) => data.filter((_, at) => at % blocks === block)).flat()
  return inOrder.map((codeword) => codeword.toString(2).padStart(8, '0')).join('')
}

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

function textOf(bits: string): string {
  let at = 0
  const take = (count: number) => {
    at += count
    return Number.parseInt(bits.slice(at - count, at), 2)
  }
  let text = ''
  for (;;) {
    const mode = take(4)
    if (!mode) return text
    if (mode === 4) for (let left = take(8); left > 0; left--) text += String.fromCharCode(take(8))
    else if (mode === 2) {
      for (let left = take(9); left > 0; left -= 2) {
        const value = take(left > 1 ? 11 : 6)
        if (left > 1) text += ALPHANUMERIC[Math.floor(value / 45)]
        text += ALPHANUMERIC[value % 45]
      }
    } else if (mode === 1) {
      for (let left = take(10); left > 0; left -= 3) {
        const digits = Math.min(left, 3)
        text += String(take([0, 4, 7, 10][digits] ?? 0)).padStart(digits, '0')
      }
    } else throw new Error(`QR mode ${mode} is not read here`)
  }
}
