import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './place.mjs'
import { Trouble } from './process.mjs'

const MANIFEST = 'page_client-reference-manifest.js'
const EMPTY_PAGE = '/_not-found'

/** What a page may weigh at its first load, in kB of 1,000 bytes; the first line that fits counts. */
const BUDGETS = [
  { path: /^\/v(\/|$)/, kb: undefined }, // works without any script: the empty page and nothing more
  { path: /^\/(masuk.*|bantuan|beranda)?$/, kb: 150 },
  { path: /^\/(kinerja|cat\/(ruang-ujian|papan|bukti)(\/.*)?)$/, kb: 150 },
  { path: /^\/sapk\/pemantauan$/, kb: 200 },
  { path: /^/, kb: 190 },
]

/** The JavaScript that each page of the build asks for before anything is pressed, compressed as the server sends it. */
export function pageWeights(folder = join(root, '.next')) {
  const main = JSON.parse(readFileSync(join(folder, 'build-manifest.json'), 'utf8')).rootMainFiles
  const pages = readdirSync(join(folder, 'server/app'), { recursive: true })
    .filter((name) => name.endsWith(MANIFEST))
    .map((name) => ({ path: addressOf(name), files: [...main, ...filesOf(join(folder, 'server/app', name))] }))
    .map(({ path, files }) => ({ path, firstLoadKb: weigh(files, folder) }))
  const emptyPageKb = pages.find(({ path }) => path === EMPTY_PAGE)?.firstLoadKb ?? 0
  return {
    emptyPageKb,
    pages: pages
      .filter(({ path }) => !path.startsWith('/_'))
      .map((page) => ({ ...page, budgetKb: budgetOf(page.path, emptyPageKb) })),
  }
}

/** Refuses a build with a page above its budget. */
export function checkPageWeights(note, folder) {
  const { pages } = pageWeights(folder)
  const heavy = pages.filter(({ firstLoadKb, budgetKb }) => firstLoadKb > budgetKb)
  if (pages.length === 0) throw new Trouble('The build has no page to weigh.')
  note(`${pages.length} pages, the heaviest ${Math.max(...pages.map(({ firstLoadKb }) => firstLoadKb))} kB`)
  if (heavy.length > 0) throw new Trouble(['These pages load too much JavaScript:', ...heavy.map(lineOf)].join('\n  '))
}

/** @param {string} path the address of a page, as `/pegawai/[id]` */
export function budgetOf(path, emptyPageKb) {
  return BUDGETS.find((budget) => budget.path.test(path))?.kb ?? emptyPageKb
}

function lineOf({ path, firstLoadKb, budgetKb }) {
  return `${path}: ${firstLoadKb} kB of ${budgetKb} kB`
}

/** `(office)/pegawai/[id]/page_…` stands for `/pegawai/[id]`. */
function addressOf(name) {
  const parts = dirname(name)
    .split(sep)
    .filter((part) => part !== '.' && !part.startsWith('('))
  return `/${parts.join('/')}`
}

/** What the page, its layouts and their error pages name; all of it is in the HTML, whatever is shown. */
function filesOf(manifest) {
  const text = readFileSync(manifest, 'utf8')
  const { entryJSFiles } = JSON.parse(text.slice(text.indexOf('] = ') + 4).replace(/;\s*$/, ''))
  return Object.values(entryJSFiles).flat()
}

function weigh(files, folder) {
  const bytes = [...new Set(files)].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0)
  return Math.round(bytes / 100) / 10
}
