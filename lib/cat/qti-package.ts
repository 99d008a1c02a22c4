import { posix } from 'node:path'
import { type BankSection, cellNamed } from '@/lib/cat/bank-section'
import { EMPTY_ITEM, error, type ReadItem } from '@/lib/cat/item-file'
import { type ImageSource, onlyOwnImages } from '@/lib/cat/item-markup'
import { decoded } from '@/lib/cat/moodle-xml'
import { readQtiItem } from '@/lib/cat/qti-item'
import { withOldNames } from '@/lib/cat/qti-names'
import type { ReadingBudget } from '@/lib/cat/reading-budget'
import { decodeText } from '@/lib/cat/text-file'
import { childNamed, elementsNamed, isOwnFault, MOST_ELEMENTS, parseHtml, parseXml, textOf } from '@/lib/markup'
import { Refusal } from '@/lib/refusal'

/** The unpacked files of a package by their name in lower case; folders are parts of the name. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>

const ITEM_TYPE = /^imsqti_(apip)?item_xmlv[23]p/
const OLD_VERSION = /^imsqti_\w*xmlv1/
const ITEM = /<(\w+:)?(assessmentItem|qti-assessment-item)[\s>]/

/** `id`: how the manifest calls the item. */
type Listed = { name: string; id: string; words: string[]; isOldVersion: boolean }

/**
 * Reads the items of a QTI package, 2.x or 3.0, as its manifest lists them; where it lists none, or there is no manifest,
 * every item document counts. Items that were copied from one another say the same code: they are called as the manifest
 * calls them. Refuses with cat.package_empty when there is none.
 */
export async function readQtiPackage(
  packed: PackageFiles,
  bank: readonly BankSection[],
  budget: ReadingBudget,
): Promise<ReadItem[]> {
  const files = counted(packed, budget)
  const listed = listedItems(files)
  const all = listed.length > 0 ? listed : looseItems(files)
  const items = await budget.readEach(all, (each) => ({ ...readListed(files, each), ...cellNamed(bank, each.words) }))
  if (items.length === 0) throw new Refusal('cat.package_empty')
  const codes = items.map(({ code }) => code)
  return items.map((item, at) => {
    const isCopied = item.code !== '' && codes.indexOf(item.code) !== codes.lastIndexOf(item.code)
    return isCopied ? { ...item, code: all[at]?.id || item.code } : item
  })
}

type CountedFiles = { names: readonly string[]; get: (name: string) => Uint8Array | undefined }

/** The files of a package, each counted as often as something of it is read. */
function counted(files: PackageFiles, budget: ReadingBudget): CountedFiles {
  const get = (name: string) => {
    const bytes = files.get(name)
    budget.spend(bytes?.length ?? 0)
    return bytes
  }
  return { names: [...files.keys()], get }
}

/** The manifest that lies nearest to the root; some systems zip a folder around it. */
function listedItems(files: CountedFiles): Listed[] {
  const [manifest] = files.names
    .filter((name) => posix.basename(name) === 'imsmanifest.xml')
    .sort((a, b) => a.split('/').length - b.split('/').length)
  if (manifest === undefined) return []
  const root = parseXml(decodeText(files.get(manifest) ?? new Uint8Array()))
  const base = elementsNamed(root, 'resources')[0]?.attributes.base ?? ''
  return elementsNamed(root, 'resource').flatMap((resource): Listed[] => {
    const { type = '', identifier: id = '', base: own = '' } = resource.attributes
    const href = resource.attributes.href ?? childNamed(resource, 'file')?.attributes.href
    const isOldVersion = OLD_VERSION.test(type)
    if (!href || !(ITEM_TYPE.test(type) || isOldVersion)) return []
    const name = resolvePath(manifest, posix.join(base, own, href))
    return [{ name: name ?? href, id, words: elementsNamed(resource, 'id').map(textOf), isOldVersion }]
  })
}

function looseItems(files: CountedFiles): Listed[] {
  return files.names
    .filter((name) => name.endsWith('.xml') && ITEM.test(decodeText(files.get(name) ?? new Uint8Array())))
    .map((name) => ({ name, id: '', words: [], isOldVersion: false }))
}

function readListed(files: CountedFiles, { name, isOldVersion }: Listed): ReadItem {
  const faulty = (code: string) => ({ ...EMPTY_ITEM, place: name, problems: [error(code)] })
  if (isOldVersion) return faulty('version_unsupported')
  const bytes = files.get(name)
  if (!bytes) return faulty('file_missing')
  try {
    const root = withOldNames(parseXml(decodeText(bytes), MOST_ELEMENTS))
    if (root.name !== 'assessmentItem') return faulty('version_unsupported')
    return readQtiItem(root, name, {
      images: imagesFrom(files, name),
      stimulus: (address) => readStimulus(files, resolvePath(name, address)),
    })
  } catch (fault) {
    if (isOwnFault(fault)) return faulty(fault.code.replace('cat.', ''))
    throw fault
  }
}

function readStimulus(files: CountedFiles, name: string | undefined) {
  const bytes = name === undefined ? undefined : files.get(name)
  if (!name || !bytes) return undefined
  const images = imagesFrom(files, name)
  if (/\.html?$/.test(name)) return { nodes: parseHtml(decodeText(bytes), MOST_ELEMENTS), images }
  const root = withOldNames(parseXml(decodeText(bytes), MOST_ELEMENTS))
  const [body] = elementsNamed(root, 'stimulusBody')
  return { nodes: (body ?? root).children, images }
}

/** As seen from the document; some systems write addresses as seen from the root. */
function imagesFrom(files: CountedFiles, from: string): ImageSource {
  return (address) => {
    const names = [resolvePath(from, address), resolvePath('', address)].filter((name) => name !== undefined)
    const name = names.find((each) => files.names.includes(each))
    return (name === undefined ? undefined : files.get(name)) ?? onlyOwnImages(address)
  }
}

/** The name of a file as seen from another one; undefined outside the package. */
export function resolvePath(from: string, address: string): string | undefined {
  if (/^[a-z][\w+.-]*:/i.test(address)) return undefined
  const path = decoded(address.split(/[?#]/)[0] ?? '').toLowerCase()
  const name = path.startsWith('/') ? posix.normalize(path).slice(1) : posix.join(posix.dirname(from), path)
  return name.startsWith('../') ? undefined : name
}
