import * as asn1js from 'asn1js'
import {
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
}

/** Who signs: the key, its certificate and the certificate that issued it, both as DER. */
export type SigningKey = { key: CryptoKey; certificate: Uint8Array<ArrayBuffer>; issuer: Uint8Array<ArrayBuffer> }

/**
 * A detached CMS signature as PAdES baseline B-B asks for it: content type, digest and the signing certificate are
 * signed, the time of signing is not (it stands in the PDF's signature dictionary).
 */
export async function detachedSignature(content: Uint8Array<ArrayBuffer>, signer: SigningKey): Promise<Uint8Array> {
  const certificate = Certificate.fromBER(signer.certificate)
  const [digest, certificateDigest] = await Promise.all([sha256(content), sha256(signer.certificate)])
  const attributes = [
    attribute(OID.contentType, new asn1js.ObjectIdentifier({ value: OID.data })),
    attribute(OID.messageDigest, new asn1js.OctetString({ valueHex: digest })),
    // ESSCertIDv2 with SHA-256, which is its default and so left out
    attribute(
      OID.signingCertificateV2,
      sequence(sequence(sequence(new asn1js.OctetString({ valueHex: certificateDigest })))),
    ),
  ]
  const signedData = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: [certificate, Certificate.fromBER(signer.issuer)],
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: sortedByDer(attributes) }),
      }),
    ],
  })
  await signedData.sign(signer.key, 0, 'SHA-256', content)
  const wrapped = new ContentInfo({ contentType: OID.signedData, content: signedData.toSchema(true) })
  return new Uint8Array(wrapped.toSchema().toBER())
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
