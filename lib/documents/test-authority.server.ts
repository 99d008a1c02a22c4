import 'server-only'
import 'reflect-metadata' // before x509, which fails without it
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import type { SigningKey } from '@/lib/documents/detached-signature'
import type { Official } from '@/lib/documents/signer'

const KEY = { name: 'ECDSA', namedCurve: 'P-256' } as const
const SIGNING = { ...KEY, hash: 'SHA-256' } as const
const DAY = 86_400_000
const RENEWED_BEFORE = 365 * DAY

type Identity = { key: CryptoKey; certificate: X509Certificate }

/**
 * A local certificate authority for trials: a root, an issuing authority and one certificate per official, made on
 * first use below `folder` and kept there, readable by its owner only. Every subject begins with UJI, and nothing
 * outside this installation trusts the root.
 */
export async function testSigningKey(folder: string, official: Official, now: Date): Promise<SigningKey> {
  const issuer = await issuingAuthority(folder, now)
  const holder = createHash('sha256').update(official.id).digest('hex').slice(0, 32)
  const name = `${holder}-${now.getUTCFullYear()}` // a new certificate each year, long before the old one ends
  const { key, certificate } = await kept(path.join(folder, name + issuer.suffix), () => {
    const subject = { CN: `UJI ${official.name}`, O: `UJI ${official.organisation}` }
    return issue(subject, issuer, OFFICIAL, now)
  })
  return { key, certificate: der(certificate), issuer: der(issuer.certificate) }
}

/** The key that says when it saw a signature, and signs nothing else. */
export async function testTimestampKey(folder: string, now: Date): Promise<SigningKey> {
  const issuer = await issuingAuthority(folder, now)
  const { key, certificate } = await kept(path.join(folder, `timestamps-${now.getUTCFullYear()}${issuer.suffix}`), () =>
    issue({ CN: 'UJI Satya Stempel Waktu' }, issuer, TIMESTAMPS, now),
  )
  return { key, certificate: der(certificate), issuer: der(issuer.certificate) }
}

/** The root that our own verification trusts, as DER. */
export async function testRoot(folder: string, now: Date): Promise<Uint8Array<ArrayBuffer>> {
  return der((await rootAuthority(folder, now)).certificate)
}

function rootAuthority(folder: string, now: Date): Promise<Identity> {
  return kept(path.join(folder, 'root'), () => issue({ CN: 'UJI Satya Akar' }, null, ROOT, now))
}

/**
 * The issuing authority of a day. The next one is made while a year is left, in which the certificates of the last one
 * are still used up; a signature carries the one that it stands on, so that older letters stay valid.
 */
async function issuingAuthority(folder: string, now: Date): Promise<Identity & { suffix: string }> {
  const root = await rootAuthority(folder, now)
  for (let nth = 1; ; nth += 1) {
    const suffix = nth === 1 ? '' : `-${nth}`
    const made = () => issue({ CN: 'UJI Satya Penerbit' }, root, ISSUER, now)
    const issuer = await kept(path.join(folder, `issuer${suffix}`), made)
    if (issuer.certificate.notAfter.getTime() - now.getTime() >= RENEWED_BEFORE) return { ...issuer, suffix }
  }
}

/** What a certificate is for. */
type Profile = { years: number; usages: KeyUsageFlags; isAuthority: boolean; purposes: ExtendedKeyUsage[] }

const AUTHORITY = { usages: KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, isAuthority: true, purposes: [] }
const ROOT: Profile = { ...AUTHORITY, years: 10 }
const ISSUER: Profile = { ...AUTHORITY, years: 5 }
const HOLDER = { usages: KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, isAuthority: false, years: 2 }
const OFFICIAL: Profile = { ...HOLDER, purposes: [] }
const TIMESTAMPS: Profile = { ...HOLDER, purposes: [ExtendedKeyUsage.timeStamping] }

/** A new key pair with its certificate, signed by `issuer` or by itself. */
async function issue(
  subject: Record<string, string>,
  issuer: Identity | null,
  { years, usages, isAuthority, purposes }: Profile,
  now: Date,
): Promise<Identity> {
  const keys = await crypto.subtle.generateKey(KEY, true, ['sign', 'verify'])
  const name = Object.entries(subject).map(([type, value]) => ({ [type]: [value] }))
  const certificate = await X509CertificateGenerator.create({
    serialNumber: `00${randomUUID().replaceAll('-', '')}`,
    subject: name,
    issuer: issuer ? issuer.certificate.subjectName.toJSON() : name,
    notBefore: new Date(now.getTime() - DAY),
    notAfter: new Date(now.getTime() + years * 365 * DAY),
    publicKey: keys.publicKey,
    signingKey: issuer ? issuer.key : keys.privateKey,
    signingAlgorithm: SIGNING,
    extensions: [
      new BasicConstraintsExtension(isAuthority, undefined, true),
      new KeyUsagesExtension(usages, true),
      ...(purposes.length > 0 ? [new ExtendedKeyUsageExtension(purposes, true)] : []),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { key: keys.privateKey, certificate }
}

const opened = new Map<string, Promise<Identity>>()

/** The identity kept in a folder; made there first when it is missing. */
function kept(folder: string, make: () => Promise<Identity>): Promise<Identity> {
  const known = opened.get(folder) ?? read(folder).catch(() => create(folder, make))
  opened.set(folder, known)
  known.catch(() => opened.delete(folder)) // tried again next time
  return known
}

/** Key and certificate appear together by one rename; whoever comes second takes what is there. */
async function create(folder: string, make: () => Promise<Identity>): Promise<Identity> {
  const { key, certificate } = await make()
  const draft = `${folder}.${randomUUID()}`
  await mkdir(draft, { recursive: true, mode: 0o700 })
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', key))
  await writeFile(path.join(draft, 'key.der'), pkcs8, { mode: 0o600, flush: true })
  await writeFile(path.join(draft, 'certificate.pem'), `${certificate.toString('pem')}\n`, { mode: 0o600, flush: true })
  await rename(draft, folder).catch(() => rm(draft, { recursive: true }))
  return read(folder)
}

async function read(folder: string): Promise<Identity> {
  const pkcs8 = await readFile(path.join(folder, 'key.der'))
  const certificate = new X509Certificate(await readFile(path.join(folder, 'certificate.pem'), 'utf8'))
  return { key: await crypto.subtle.importKey('pkcs8', pkcs8, KEY, true, ['sign']), certificate }
}

function der(certificate: X509Certificate): Uint8Array<ArrayBuffer> {
  return new Uint8Array(certificate.rawData)
}
