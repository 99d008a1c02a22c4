import * as asn1js from 'asn1js'
import {
  AlgorithmIdentifier,
  Attribute,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  MessageImprint,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TSTInfo,
} from 'pkijs'
import { certificateFrom } from '@/lib/documents/known-certificates'

export const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timestampToken: '1.2.840.113549.1.9.16.2.14',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  sha256: '2.16.840.1.101.3.4.2.1',
  testPolicy: '2.25.27402934', // an arc that nobody need register; the policy of trials promises nothing
}

/** Who signs: the key, its certificate and the certificate that issued it, both as DER. */
export type SigningKey = { key: CryptoKey; certificate: Uint8Array<ArrayBuffer>; issuer: Uint8Array<ArrayBuffer> }

/** Says when it saw a signature value: an RFC 3161 token over its SHA-256. */
export type Timestamper = (imprint: ArrayBuffer) => Promise<ContentInfo>

/**
 * A detached CMS signature as PAdES baseline B-T asks for it: content type, digest and the signing certificate are
 * signed, and a token says when; the signer's own word on the time stands in the PDF's signature dictionary.
 */
export async function detachedSignature(
  content: Uint8Array<ArrayBuffer>,
  signer: SigningKey,
  timestamp: Timestamper,
): Promise<Uint8Array> {
  const { signedData, signerInfo } = await signedContent(
    new EncapsulatedContentInfo({ eContentType: OID.data }),
    content,
    signer,
  )
  const token = await timestamp(await sha256(new Uint8Array(signerInfo.signature.valueBlock.valueHexView)))
  signerInfo.unsignedAttrs = new SignedAndUnsignedAttributes({
    type: 1,
    attributes: [attribute(OID.timestampToken, token.toSchema())],
  })
  return new Uint8Array(wrapped(signedData).toSchema().toBER())
}

/**
 * The token of an authority of timestamps: it saw this digest at this instant (RFC 3161).
 *
 * @param imprint SHA-256 of a signature value
 */
export async function timestampToken(imprint: ArrayBuffer, signer: SigningKey, at: Date): Promise<ContentInfo> {
  const info = new TSTInfo({
    version: 1,
    policy: OID.testPolicy,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: OID.sha256 }),
      hashedMessage: new asn1js.OctetString({ valueHex: imprint }),
    }),
    serialNumber: new asn1js.Integer({ valueHex: positive(crypto.getRandomValues(new Uint8Array(16))) }),
    genTime: new Date(Math.floor(at.getTime() / 1000) * 1000),
  })
  const content = new Uint8Array(info.toSchema().toBER())
  const encapsulated = new EncapsulatedContentInfo({ eContentType: OID.timestampInfo })
  encapsulated.eContent = new asn1js.OctetString({ valueHex: content.buffer }) // its constructor would cut it in pieces
  return wrapped((await signedContent(encapsulated, content, signer)).signedData)
}

/** Content with one signer, whose certificate is signed along with type and digest. */
async function signedContent(
  encapsulated: EncapsulatedContentInfo,
  content: Uint8Array<ArrayBuffer>,
  signer: SigningKey,
): Promise<{ signedData: SignedData; signerInfo: SignerInfo }> {
  const certificate = certificateFrom(signer.certificate)
  const [digest, certificateDigest] = await Promise.all([sha256(content), sha256(signer.certificate)])
  const attributes = [
    attribute(OID.contentType, new asn1js.ObjectIdentifier({ value: encapsulated.eContentType })),
    attribute(OID.messageDigest, new asn1js.OctetString({ valueHex: digest })),
    // ESSCertIDv2 with SHA-256, which is its default and so left out
    attribute(
      OID.signingCertificateV2,
      sequence(sequence(sequence(new asn1js.OctetString({ valueHex: certificateDigest })))),
    ),
  ]
  const signerInfo = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: sortedByDer(attributes) }),
  })
  const signedData = new SignedData({
    version: encapsulated.eContentType === OID.data ? 1 : 3,
    encapContentInfo: encapsulated,
    certificates: [certificate, certificateFrom(signer.issuer)],
    signerInfos: [signerInfo],
  })
  await signedData.sign(signer.key, 0, 'SHA-256', content)
  return { signedData, signerInfo }
}

function wrapped(signedData: SignedData): ContentInfo {
  return new ContentInfo({ contentType: OID.signedData, content: signedData.toSchema(true) })
}

/** A number whose first bit says that it is one of sixteen bytes above zero. */
function positive(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer {
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return bytes.buffer
}

function attribute(type: string, value: asn1js.BaseBlock): Attribute {
  return new Attribute({ type, values: [value] })
}

function sequence(...value: asn1js.BaseBlock[]): asn1js.Sequence {
  return new asn1js.Sequence({ value })
}

/** DER wants the members of a set in the order of their bytes; the library keeps them as given. */
function sortedByDer(attributes: Attribute[]): Attribute[] {
  const der = (one: Attribute) => Buffer.from(one.toSchema().toBER())
  return attributes.toSorted((a, b) => Buffer.compare(der(a), der(b)))
}

function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', bytes)
}
