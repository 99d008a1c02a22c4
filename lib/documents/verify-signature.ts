import { type BaseBlock, Constructed, fromBER, Sequence } from 'asn1js'
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, type PDFObject, PDFString } from 'pdf-lib'
import { type Certificate, ContentInfo, ExtKeyUsage, SignedData, type SignerInfo, TSTInfo } from 'pkijs'
import { OID } from '@/lib/documents/detached-signature'
import { certificateFrom } from '@/lib/documents/known-certificates'
import { WHOLE } from '@/lib/documents/signature-field'

/**
 * Why a signed file is not accepted; `valid` is the only good answer. `signedAt` is the signer's own word, `stampedAt` that
 * of an authority of timestamps, null where none was asked.
 */
export type SignatureVerdict =
  | { state: 'valid'; signerName: string; signedAt: Date; stampedAt: Date | null }
  | {
      state:
        | 'unreadable'
        | 'unsigned'
        | 'not_whole_file'
        | 'gap_wrong'
        | 'digest_wrong'
        | 'untrusted'
        | 'timestamp_wrong'
    }

/**
 * Checks the last signature of a PDF: it covers the whole file but one hexadecimal string, that string is its own
 * signature, the content is unchanged, its certificate leads to one of our roots, and so does that of its timestamp.
 *
 * @param roots DER certificates that we trust
 */
export async function verifySignature(pdf: Uint8Array, roots: Uint8Array<ArrayBuffer>[]): Promise<SignatureVerdict> {
  const signatures = await signatureDictionaries(pdf)
  if (!signatures) return { state: 'unreadable' }
  const last = signatures.map(rangeOf).reduce((a, b) => (b && b.range[2] >= (a?.range[2] ?? 0) ? b : a), undefined)
  if (!last) return { state: 'unsigned' }

  const [start, firstLength, second, secondLength] = last.range
  if (start !== 0 || second + secondLength !== pdf.length) return { state: 'not_whole_file' }
  const gap = Buffer.from(pdf.subarray(firstLength, second)).toString('latin1')
  if (!/^<(?:[0-9a-fA-F]{2})*>$/.test(gap) || gap.length <= 2) return { state: 'gap_wrong' }
  const cms = new Uint8Array(Buffer.from(gap.slice(1, -1), 'hex'))
  if (!Buffer.from(cms).equals(last.contents)) return { state: 'gap_wrong' }

  const content = new Uint8Array(Buffer.concat([pdf.subarray(0, firstLength), pdf.subarray(second)]))
  return verifyCms(cms, content, roots, last.signedAt)
}

async function verifyCms(
  cms: Uint8Array<ArrayBuffer>,
  content: Uint8Array<ArrayBuffer>,
  roots: Uint8Array<ArrayBuffer>[],
  signedAt: Date,
): Promise<SignatureVerdict> {
  const parsed = fromBER(cms)
  if (parsed.offset < 0 || cms.subarray(parsed.offset).some((byte) => byte !== 0)) return { state: 'gap_wrong' }
  try {
    const signedData = signedDataOf(parsed.result)
    const [signerInfo, ...others] = signedData.signerInfos
    if (!signerInfo || others.length > 0) return { state: 'digest_wrong' }
    const trustedCerts = roots.map(certificateFrom)
    const timestamp = timestampOf(signerInfo)
    const result = await signedData.verify({
      signer: 0,
      data: content.buffer,
      trustedCerts,
      checkChain: true,
      checkDate: timestamp?.at ?? signedAt,
      extendedMode: true,
    })
    if (!result.signatureVerified) return { state: result.signerCertificateVerified ? 'digest_wrong' : 'untrusted' }
    if (timestamp && !(await isOf(timestamp, signerInfo, trustedCerts))) return { state: 'timestamp_wrong' }
    const signerName = commonName(result.signerCertificate)
    return { state: 'valid', signerName, signedAt, stampedAt: timestamp?.at ?? null }
  } catch (error) {
    const isTrust = error instanceof Error && /chain|certificate/i.test(error.message)
    return { state: isTrust ? 'untrusted' : 'digest_wrong' }
  }
}

/** A CMS as the library reads it; its certificates are taken out of it and from those that are known, for to read them anew is half of the work. */
function signedDataOf(cms: BaseBlock): SignedData {
  const { content } = new ContentInfo({ schema: cms })
  if (!(content instanceof Sequence)) throw new Error('not signed data')
  const parts = content.valueBlock.value
  const set = parts.find(({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === 0)
  content.valueBlock.value = parts.filter((part) => part !== set)
  const signedData = new SignedData({ schema: content })
  const certificates = set instanceof Constructed ? set.valueBlock.value.filter((each) => each instanceof Sequence) : []
  signedData.certificates = certificates.map((der) => certificateFrom(new Uint8Array(der.valueBeforeDecodeView)))
  return signedData
}

type Timestamp = { token: SignedData; at: Date }

/** What a token beside a signature says, before anybody believes it. Throws when it is none. */
function timestampOf({ unsignedAttrs }: SignerInfo): Timestamp | null {
  const found = unsignedAttrs?.attributes.find(({ type }) => type === OID.timestampToken)
  if (!found) return null
  const token = signedDataOf(found.values[0])
  const { eContent, eContentType } = token.encapContentInfo
  if (eContentType !== OID.timestampInfo || !eContent) throw new Error('not a timestamp')
  return { token, at: TSTInfo.fromBER(eContent.getValue()).genTime }
}

/** The token is about this very signature, and made by somebody whom a root of ours lets make such tokens. */
async function isOf({ token }: Timestamp, { signature }: SignerInfo, trustedCerts: Certificate[]): Promise<boolean> {
  if (token.signerInfos.length !== 1) return false
  const data = new Uint8Array(signature.valueBlock.valueHexView).buffer
  try {
    const result = await token.verify({ signer: 0, data, trustedCerts, checkChain: true, extendedMode: true })
    return result.signatureVerified === true && isForTimestamps(result.signerCertificate)
  } catch {
    return false
  }
}

function isForTimestamps(certificate: Certificate | null | undefined): boolean {
  const purposes = certificate?.extensions?.find(({ extnID }) => extnID === OID.extendedKeyUsage)?.parsedValue
  return purposes instanceof ExtKeyUsage && purposes.keyPurposes.includes(OID.timeStamping)
}

function commonName(certificate: Certificate | null | undefined): string {
  const name = certificate?.subject.typesAndValues.find(({ type }) => type === '2.5.4.3')
  return name ? String(name.value.valueBlock.value) : ''
}

/** The signature dictionaries of all filled signature fields, or null when the file cannot be read. */
async function signatureDictionaries(pdf: Uint8Array): Promise<PDFDict[] | null> {
  try {
    const { catalog } = await PDFDocument.load(pdf, { ...WHOLE, updateMetadata: false, throwOnInvalidObject: true })
    const fields = catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict)?.lookupMaybe(PDFName.of('Fields'), PDFArray)
    return (fields?.asArray() ?? []).flatMap((field) => {
      const resolved = catalog.context.lookup(field)
      const value = resolved instanceof PDFDict ? resolved.lookup(PDFName.of('V')) : undefined
      return value instanceof PDFDict ? [value] : []
    })
  } catch {
    return null // not a PDF at all, or broken: the same answer for whoever asks
  }
}

type SignedRange = { range: [number, number, number, number]; contents: Buffer; signedAt: Date }

function rangeOf(dictionary: PDFDict): SignedRange | undefined {
  const range = dictionary.lookup(PDFName.of('ByteRange'))
  const contents = dictionary.lookup(PDFName.of('Contents'))
  const signedAt = instantOf(dictionary.lookup(PDFName.of('M')))
  if (!(range instanceof PDFArray) || !(contents instanceof PDFHexString) || !signedAt) return undefined
  const [a, b, c, d, ...rest] = range
    .asArray()
    .map((part) => (part instanceof PDFNumber ? part.asNumber() : Number.NaN))
  if (a === undefined || b === undefined || c === undefined || d === undefined || rest.length > 0) return undefined
  if (![a, b, c, d].every((number) => Number.isSafeInteger(number) && number >= 0)) return undefined
  return { range: [a, b, c, d], contents: Buffer.from(contents.asBytes()), signedAt }
}

function instantOf(value: PDFObject | undefined): Date | null {
  return value instanceof PDFString ? value.decodeDate() : null
}
