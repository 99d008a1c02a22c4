import { escapeText } from '@/lib/cat/markup'

type Shape = 'polygon' | 'circle' | 'arrow' | 'ell' | 'flag' | 'hand'

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
const LINE = `stroke="${INK}" stroke-width="4" stroke-linejoin="round"`
const SIZE = 96

/** The figure as an image of a document, with what a person sees as its text. */
export function figureImage(figure: Figure): string {
  const data = Buffer.from(drawFigure(figure)).toString('base64')
  const alt = escapeText(describeFigure(figure))
  return `<img src="data:image/svg+xml;base64,${data}" alt="${alt}" width="${SIZE}" height="${SIZE}"/>`
}

/** White paper below, so that the drawing is the same on a dark screen. */
export function drawFigure(figure: Figure): string {
  const body =
    figure.count === 2
      ? `<g transform="translate(2 26) scale(0.48)">${drawn(figure)}</g><g transform="translate(50 26) scale(0.48)">${drawn(figure)}</g>`
      : drawn(figure)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" fill="#ffffff"></rect>${body}</svg>`
}

function drawn(figure: Figure): string {
  const { turn = 0, mirrored, inner, dots = 0, filled } = figure
  const mirror = mirrored ? ' translate(100 0) scale(-1 1)' : ''
  const within = inner ? `<g transform="translate(28 28) scale(0.44)">${drawn(inner)}</g>` : ''
  const points = Array.from({ length: dots }, (_, index) => {
    const angle = (2 * Math.PI * index) / dots - Math.PI / 2
    const radius = dots === 1 ? 0 : 14
    return `<circle cx="${round(50 + radius * Math.cos(angle))}" cy="${round(50 + radius * Math.sin(angle))}" r="4" fill="${filled ? '#ffffff' : INK}"></circle>`
  })
  return `<g transform="rotate(${turn} 50 50)${mirror}">${outline(figure)}</g>${within}${points.join('')}`
}

function outline({ shape, sides = 3, filled, ball }: Figure): string {
  const look = `${LINE} fill="${filled ? INK : 'none'}"`
  const path = (d: string) => `<path d="${d}" ${look}></path>`
  if (shape === 'circle') return `<circle cx="50" cy="50" r="36" ${look}></circle>`
  if (shape === 'ell') return path('M32 18 H48 V62 H72 V78 H32 Z')
  if (shape === 'flag') return `${path('M36 16 L76 34 L36 52 Z')}<path d="M36 16 V86" ${LINE} fill="none"></path>`
  if (shape === 'hand') {
    return `<circle cx="50" cy="50" r="38" ${LINE} fill="none"></circle><path d="M50 28 V12" ${LINE} fill="none"></path>`
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
const NAMES = { circle: 'lingkaran', arrow: 'panah', ell: 'bentuk L', flag: 'bendera', hand: 'jam dengan satu jarum' }

/** What the drawing shows, for who hears it. */
export function describeFigure({
  shape,
  sides = 3,
  turn = 0,
  filled,
  mirrored,
  inner,
  dots,
  ball,
  count,
}: Figure): string {
  return [
    count === 2 ? 'dua' : '',
    shape === 'polygon' ? SIDES[sides] : NAMES[shape],
    filled ? 'hitam' : '',
    mirrored ? 'terbalik kiri-kanan' : '',
    turn % 360 ? `diputar ${turn % 360} derajat` : '',
    ball ? `dengan bulatan di ${ball === 'head' ? 'ujung' : 'pangkal'}` : '',
    inner ? `berisi ${describeFigure(inner)}` : '',
    dots ? `dengan ${dots} titik` : '',
  ]
    .filter(Boolean)
    .join(' ')
}
