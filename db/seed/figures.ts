import { escapeText } from '@/lib/markup'

type Shape = 'polygon' | 'circle' | 'arrow' | 'ell' | 'flag' | 'dial'

/** A drawing of a figural item in words. Turns are in degrees, clockwise. */
export type Figure = {
  shape: Shape
  sides?: number
  turn?: number
  filled?: boolean
  mirrored?: boolean
  inner?: Figure
  dots?: number
  ball?: 'head' | 'tail'
  count?: 1 | 2
}

const INK = '#14212b'
const LINE = 4
/** Of what is drawn smaller: thinner, yet well seen. */
const SMALL_LINE = 3
const PAIR = 0.48
/** So small that it touches no side of a triangle around it. */
const WITHIN = 0.38
const SIZE = 96

/** The figure as an image of a document, with what a person sees as its text. */
export function figureImage(figure: Figure): string {
  const data = Buffer.from(drawFigure(figure)).toString('base64')
  const alt = escapeText(describeFigure(figure))
  return `<img src="data:image/svg+xml;base64,${data}" alt="${alt}" width="${SIZE}" height="${SIZE}"/>`
}

/** White paper below, so that the drawing is the same on a dark screen. */
export function drawFigure(figure: Figure): string {
  const halfOf = (left: number) => smaller(figure, PAIR, left, 50 - 50 * PAIR)
  const body = figure.count === 2 ? halfOf(2) + halfOf(50) : drawn(figure, LINE)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" fill="#ffffff"></rect>${body}</svg>`
}

function smaller(figure: Figure, scale: number, left: number, top: number): string {
  return `<g transform="translate(${left} ${top}) scale(${scale})">${drawn(figure, round(SMALL_LINE / scale))}</g>`
}

function drawn(figure: Figure, width: number): string {
  const { turn = 0, mirrored, inner, dots = 0, filled } = figure
  const mirror = mirrored ? ' translate(100 0) scale(-1 1)' : ''
  const within = inner ? smaller(inner, WITHIN, 50 - 50 * WITHIN, 50 - 50 * WITHIN) : ''
  const points = Array.from({ length: dots }, (_, index) => {
    const angle = (2 * Math.PI * index) / dots - Math.PI / 2
    const radius = dots === 1 ? 0 : 14
    return `<circle cx="${round(50 + radius * Math.cos(angle))}" cy="${round(50 + radius * Math.sin(angle))}" r="4" fill="${filled ? '#ffffff' : INK}"></circle>`
  })
  return `<g transform="rotate(${turn} 50 50)${mirror}">${outline(figure, width)}</g>${within}${points.join('')}`
}

function outline({ shape, sides = 3, filled, ball }: Figure, width: number): string {
  const line = `stroke="${INK}" stroke-width="${width}" stroke-linejoin="round"`
  const look = `${line} fill="${filled ? INK : 'none'}"`
  const path = (d: string) => `<path d="${d}" ${look}></path>`
  if (shape === 'circle') return `<circle cx="50" cy="50" r="36" ${look}></circle>`
  if (shape === 'ell') return path('M32 18 H48 V62 H72 V78 H32 Z')
  if (shape === 'flag') return `${path('M36 16 L76 34 L36 52 Z')}<path d="M36 16 V86" ${line} fill="none"></path>`
  if (shape === 'dial') {
    return `<circle cx="50" cy="50" r="38" ${line} fill="none"></circle><path d="M50 24 V12" ${line} fill="none"></path>`
  }
  if (shape === 'arrow') {
    const at = ball === 'head' ? 11 : 91
    const round = ball ? `<circle cx="50" cy="${at}" r="6" fill="${INK}"></circle>` : ''
    return `${path('M50 22 L76 50 H59 V80 H41 V50 H24 Z')}${round}`
  }
  const offset = sides % 2 === 0 ? Math.PI / sides : 0
  const corners = Array.from({ length: sides }, (_, index) => {
    const angle = (2 * Math.PI * index) / sides - Math.PI / 2 + offset
    return `${round(50 + 38 * Math.cos(angle))} ${round(50 + 38 * Math.sin(angle))}`
  })
  return path(`M${corners.join(' L')} Z`)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

const SIDES = ['', '', '', 'segitiga', 'segi empat', 'segi lima', 'segi enam', 'segi tujuh', 'segi delapan']
const TOWARDS = ['atas', 'kanan atas', 'kanan', 'kanan bawah', 'bawah', 'kiri bawah', 'kiri', 'kiri atas']
const EIGHTH = 45
const HOUR = 30

/** What the drawing shows to who hears it: how it lies on the paper, never how it came about from another one. */
export function describeFigure(figure: Figure): string {
  const { filled, inner, dots, ball, count } = figure
  return [
    count === 2 ? 'dua' : '',
    nameOf(figure),
    filled ? 'hitam' : '',
    ball ? `dengan bulatan di ${ball === 'head' ? 'ujung' : 'pangkal'}` : '',
    inner ? `berisi ${describeFigure(inner)}` : '',
    dots ? `berisi ${dots} titik` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

function nameOf({ shape, sides = 3, turn = 0, mirrored }: Figure): string {
  const aside = mirrored ? -90 : 90
  if (shape === 'circle') return 'lingkaran'
  if (shape === 'polygon') return SIDES[sides] ?? ''
  if (shape === 'arrow') return `panah ke ${towards(turn)}`
  if (shape === 'flag') return `bendera dengan kibaran ke ${towards(turn + aside)}`
  if (shape === 'dial') return `lingkaran bergaris di arah pukul ${(turn % 360) / HOUR || 12}`
  const long = turn % 180 ? 'mendatar' : 'tegak'
  return `dua batang menyiku: yang panjang ${long}, yang pendek di ujung ${towards(turn + 180)} mengarah ke ${towards(turn + aside)}`
}

function towards(angle: number): string {
  return TOWARDS[(((angle % 360) + 360) % 360) / EIGHTH] ?? ''
}
