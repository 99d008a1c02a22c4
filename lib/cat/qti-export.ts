import type { ItemDraft } from '@/lib/cat/item'
import { bytesOfDataUrl } from '@/lib/cat/item-image'
import { escapeText } from '@/lib/markup'

export type ExportedItem = ItemDraft & { explanation: string }

const QTI = 'http://www.imsglobal.org/xsd/imsqti_v2p2'
const PACKAGING = 'http://www.imsglobal.org/xsd/imscp_v1p1'
const METADATA = 'http://ltsc.ieee.org/xsd/LOM'
const TEMPLATES = 'http://www.imsglobal.org/question/qti_v2p2/rptemplates'
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
const EXTENSIONS: Record<string, string> = { 'svg+xml': 'svg', jpeg: 'jpg', png: 'png', gif: 'gif' }

/**
 * The files of a QTI 2.2 package: a manifest, a document per item with section and aspect as metadata, each stimulus
 * once however many items share it, and the images.
 *
 * @param mark who took it, in each of its documents
 */
export function writeQtiPackage(items: readonly ExportedItem[], mark = ''): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const images = new Map<string, string>()
  const stimuli = new Map<string, string>()
  const label = mark && ` label="${escapeText(mark)}"`
  const asFile = (name: string, text: string) => files.set(name, new TextEncoder().encode(text))
  const withFiles = (html: string) => takeImages(html, images, files)

  const resources = items.map((item, index) => {
    const name = `items/${index + 1}.xml`
    const stimulus = item.stimulus === null ? undefined : stimulusName(item.stimulus, stimuli, asFile, withFiles, label)
    asFile(name, itemDocument(item, stimulus, withFiles, label))
    return { name, item, stimulus }
  })
  asFile('imsmanifest.xml', manifest(resources, [...stimuli.values()], [...images.values()], mark))
  return files
}

function itemDocument(
  item: ExportedItem,
  stimulus: string | undefined,
  withFiles: (html: string) => string,
  label: string,
): string {
  const entries = Object.entries(item.key)
  const best = entries.reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0])
  const isWeighted = entries.filter(([, points]) => points > 0).length > 1
  const mapping = `<mapping lowerBound="0" upperBound="5" defaultValue="0">${entries
    .map(([id, points]) => `<mapEntry mapKey="${escapeText(id)}" mappedValue="${points}"/>`)
    .join('')}</mapping>`
  const correct = best[0] ? `<correctResponse><value>${escapeText(best[0])}</value></correctResponse>` : ''
  const choices = item.options.map(
    ({ id, body, isFixed }) =>
      `<simpleChoice identifier="${escapeText(id)}"${isFixed ? ' fixed="true"' : ''}>${withFiles(body)}</simpleChoice>`,
  )
  const feedback = item.explanation
    ? `<modalFeedback outcomeIdentifier="FEEDBACK" identifier="pembahasan" showHide="show">${withFiles(item.explanation)}</modalFeedback>`
    : ''
  return `${DECLARATION}<assessmentItem xmlns="${QTI}" identifier="${escapeText(item.code)}" title="${escapeText(item.code)}"${label} adaptive="false" timeDependent="false">
<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">${correct}${isWeighted ? mapping : ''}</responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier"/>
${stimulus ? `<assessmentStimulusRef identifier="${stimulusId(stimulus)}" href="../${stimulus}"/>` : ''}
<itemBody><div>${withFiles(item.stem)}</div><choiceInteraction responseIdentifier="RESPONSE" shuffle="${!item.keepsOrder}" maxChoices="1">${choices.join('')}</choiceInteraction></itemBody>
<responseProcessing template="${TEMPLATES}/${isWeighted ? 'map_response' : 'match_correct'}"/>
${feedback}</assessmentItem>`
}

function stimulusName(
  html: string,
  stimuli: Map<string, string>,
  asFile: (name: string, text: string) => void,
  withFiles: (html: string) => string,
  label: string,
): string {
  const known = stimuli.get(html)
  if (known) return known
  const name = `stimuli/${stimuli.size + 1}.xml`
  stimuli.set(html, name)
  asFile(
    name,
    `${DECLARATION}<assessmentStimulus xmlns="${QTI}" identifier="${stimulusId(name)}" title="Stimulus"${label}><stimulusBody><div>${withFiles(html)}</div></stimulusBody></assessmentStimulus>`,
  )
  return name
}

const stimulusId = (name: string) => `S${name.replace(/\D/g, '')}`

/** Images as files of the package, the same one once; formulas get the namespace that XML asks for. */
function takeImages(html: string, images: Map<string, string>, files: Map<string, Uint8Array>): string {
  return html
    .replace(/<math(?=[\s>])/g, '<math xmlns="http://www.w3.org/1998/Math/MathML"')
    .replace(/src="(data:image\/([\w+]+);base64,[^"]*)"/g, (whole, url: string, kind: string) => {
      const bytes = bytesOfDataUrl(url)
      if (!bytes) return whole
      const name = images.get(url) ?? `images/${images.size + 1}.${EXTENSIONS[kind] ?? 'bin'}`
      images.set(url, name)
      files.set(name, bytes)
      return `src="../${name}"`
    })
}

type Resource = { name: string; item: ExportedItem; stimulus: string | undefined }

function manifest(
  items: readonly Resource[],
  stimuli: readonly string[],
  images: readonly string[],
  mark: string,
): string {
  const described = mark
    ? `<lom xmlns="${METADATA}"><general><description><string language="id">${escapeText(mark)}</string></description></general></lom>`
    : ''
  const file = (name: string) => `<file href="${name}"/>`
  const itemResources = items.map(
    ({ name, item, stimulus }, index) =>
      `<resource identifier="I${index + 1}" type="imsqti_item_xmlv2p2" href="${name}"><metadata>${classification(item)}</metadata>${file(name)}${stimulus ? `<dependency identifierref="${stimulusId(stimulus)}"/>` : ''}</resource>`,
  )
  const stimulusResources = stimuli.map(
    (name) =>
      `<resource identifier="${stimulusId(name)}" type="imsqti_stimulus_xmlv2p2" href="${name}">${file(name)}</resource>`,
  )
  const imageResources = images.map(
    (name, index) => `<resource identifier="M${index + 1}" type="webcontent" href="${name}">${file(name)}</resource>`,
  )
  return `${DECLARATION}<manifest xmlns="${PACKAGING}" identifier="SATYA-ITEMS"><metadata><schema>QTIv2.2 Package</schema><schemaversion>1.0.0</schemaversion>${described}</metadata><organizations/><resources>
${[...itemResources, ...stimulusResources, ...imageResources].join('\n')}
</resources></manifest>`
}

function classification({ section, aspect }: ExportedItem): string {
  const taxon = (id: string) => `<taxon><id>${escapeText(id)}</id></taxon>`
  return `<lom xmlns="${METADATA}"><classification><taxonPath><source><string language="id">Kisi-kisi</string></source>${taxon(section)}${taxon(aspect)}</taxonPath></classification></lom>`
}
