import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ICON_NAMES } from '@/components/ui/icon-names'

type Drawing = { node: [tag: string, attributes: Record<string, string>][] }

/** The sprite as its file must read: one symbol per name, drawn by lucide (ISC licence). */
export async function spriteOfIcons(): Promise<string> {
  const symbols = await Promise.all(ICON_NAMES.map(symbolOf))
  return `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">\n<title>Made by npm run icons; drawings: lucide, ISC licence</title>\n${symbols.join('\n')}\n</svg>\n`
}

async function symbolOf(name: string): Promise<string> {
  const { node } = await drawingOf(name)
  const shapes = node.map(([tag, { key: _, ...attributes }]) => {
    const written = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${value}"`)
    return `<${tag}${written.join('')}/>`
  })
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.join('')}</symbol>`
}

/** Names that everybody knows, and the ones lucide keeps their drawing under now. */
const RENAMED: Record<string, string> = {
  'building-2': 'building-complex',
  'circle-alert': 'circle-exclamation-point',
  history: 'rotate-ccw-clock',
  'octagon-alert': 'octagon-exclamation-point',
  'trash-2': 'trash',
  'triangle-alert': 'triangle-exclamation-point',
}

/** lucide keeps the drawing beside the component, without a type for it. */
async function drawingOf(name: string): Promise<Drawing> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('lucide-react/package.json')), 'dist/esm/icons')
  const module: unknown = await import(/* @vite-ignore */ join(folder, `${RENAMED[name] ?? name}.mjs`))
  if (hasDrawing(module)) return module.__iconData
  throw new Error(`lucide has no drawing of its own for ${name}`)
}

function hasDrawing(module: unknown): module is { __iconData: Drawing } {
  return typeof module === 'object' && module !== null && '__iconData' in module
}
