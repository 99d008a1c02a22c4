import { posix } from 'node:path'
import { type BankSection, cellNamed } from '@/lib/cat/bank-section'
import { EMPTY_ITEM, error, type ReadItem } from '@/lib/cat/item-file'
import { type ImageSource, onlyOwnImages } from '@/lib/cat/item-markup'
import { elementsNamed, isOwnFault, MOST_ELEMENTS, parseXml, textOf } from '@/lib/cat/markup'
import { decoded } from '@/lib/cat/moodle-xml'
import { readQtiItem } from '@/lib/cat/qti-item'
import type { ReadingBudget } from '@/lib/cat/reading-budget'
import { decodeText } from '@/lib/cat/text-file'
import { Refusal } from '@/lib/refusal'

/** The unpacked files of a package by their name in lower case; folders are parts of the name. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>

const ITEM_TYPE = /^imsqti_(apip)?item_xmlv2p/
const OTHER_VERSION = /^imsqti_(item_xmlv3|xmlv1|assessment_xmlv1)|^imsqti_\w*xmlv[13]/

type Listed = { name: string; words: string[]; isOtherVersion: boolean }

/**
 * Reads the items of a QTI 2.1 or 2.2 package as its manifest lists them; without a manifest every item document
 * counts. Refuses with cat.package_empty when there is none.
 */
export async function readQtiPackage(
  packed: PackageFiles,
  bank: readonly BankSection[],
  budget: ReadingBudget,
): Promise<ReadItem[]> {
  const files = counted(packed, budget)
  const items = await budget.readEach(listedItems(files) ?? looseItems(files), (listed) => ({
    ...readListed(files, listed),
    ...cellNamed(bank, listed.words),
  }))
  if (items.length === 0) throw new Refusal('cat.package_empty')
  return items
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
function listedItems(files: CountedFiles): Listed[] | undefined {
  const [manifest] = files.names
    .filter((name) => posix.basename(name) === 'imsmanifest.xml')
    .sort((a, b) => a.split('/').length - b.split('/').length)
  if (manifest === undefined) return undefined
  const root = parseXml(decodeText(files.get(manifest) ?? new Uint8Array()))
  const base = elementsNamed(root, 'resources')[0]?.attributes.base ?? ''
  return elementsNamed(root, 'resource').flatMap((resource): Listed[] => {
    const { type = '', href, base: own = '' } = resource.attributes
    const isOtherVersion = OTHER_VERSION.test(type)
    if (!href || !(ITEM_TYPE.test(type) || isOtherVersion)) return []
    const name = resolvePath(manifest, posix.join(base, own, href))
    return [{ name: name ?? href, words: elementsNamed(resource, 'id').map(textOf), isOtherVersion }]
  })
}

function looseItems(files: CountedFiles): Listed[] {
  return files.names
    .filter(
      (name) =>
        name.endsWith('.xml') && /<(\w+:)?assessmentItem[\s>]/.test(decodeText(files.get(name) ?? new Uint8Array())),
    )
    .map((name) => ({ name, words: [], isOtherVersion: false }))
}

function readListed(files: CountedFiles, { name, isOtherVersion }: Listed): ReadItem {
  const faulty = (code: string) => ({ ...EMPTY_ITEM, place: name, problems: [error(code)] })
  if (isOtherVersion) return faulty('version_unsupported')
  const bytes = files.get(name)
  if (!bytes) return faulty('file_missing')
  try {
    const root = parseXml(decodeText(bytes), MOST_ELEMENTS)
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
  const root = parseXml(decodeText(bytes), MOST_ELEMENTS)
  const [body] = elementsNamed(root, 'stimulusBody')
  return { nodes: (body ?? root).children, images: imagesFrom(files, name) }
}

function imagesFrom(files: CountedFiles, from: string): ImageSource {
  return (address) => {
    const name = resolvePath(from, address)
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
