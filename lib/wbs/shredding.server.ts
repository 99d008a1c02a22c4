import 'server-only'
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { transactShred } from '@/db/wbs/client.server'
import { shredKeys, type shredPurpose } from '@/db/wbs/shred/schema'
import { PROTOCOL } from '@/lib/wbs/protocol'

/** What goes when a key goes: all of a report, or its sealed identity alone. */
export type Purpose = (typeof shredPurpose.enumValues)[number]

/**
 * The outer layer of what is stored of one report: on top of the age file, which no key of the server opens, so that a copy
 * of the tables opens to nobody any more once the shred key is destroyed. `place` names the row: what is moved to another
 * does not open.
 */
export type Cover = {
  cover: (place: string, ct: Uint8Array) => Buffer
  uncover: (place: string, stored: Uint8Array) => Buffer
  /** A whole number from -most to most, the same whenever asked, which nobody can tell once the key is gone. */
  drift: (most: number) => number
}

const CIPHER = 'aes-256-gcm'
const [KEY_BYTES, NONCE_BYTES, TAG_BYTES] = [32, 12, 16]

/** The first byte of what is covered; an age file begins with a letter. */
export const COVERED = 1

/** What a cover adds to what it covers. */
export const COVER_BYTES = 1 + NONCE_BYTES + TAG_BYTES

/** The cover of a report, made where there is none yet. Its key is kept before anything is that needs it. */
export async function coverFor(reportId: string, purpose: Purpose): Promise<Cover> {
  const key = randomBytes(KEY_BYTES)
  const isThis = and(eq(shredKeys.reportId, reportId), eq(shredKeys.purpose, purpose))
  const kept = await transactShred(async (tx) => {
    await tx.insert(shredKeys).values({ reportId, purpose, key }).onConflictDoNothing()
    const [row] = await tx.select({ key: shredKeys.key }).from(shredKeys).where(isThis)
    return row?.key ?? key
  })
  return coverWith(kept, `${reportId}|${purpose}`)
}

/** The covers of reports whose keys are not destroyed. Asks as long for none as for one. */
export async function coversOf(reportIds: readonly string[], purpose: Purpose): Promise<Map<string, Cover>> {
  const areThese = and(inArray(shredKeys.reportId, [...reportIds]), eq(shredKeys.purpose, purpose))
  const rows = await transactShred((tx) =>
    tx.select({ reportId: shredKeys.reportId, key: shredKeys.key }).from(shredKeys).where(areThese),
  )
  return new Map(rows.map(({ reportId, key }) => [reportId, coverWith(key, `${reportId}|${purpose}`)]))
}

/**
 * From here on nobody who asks the database is given these keys; their bytes leave the file with `compactShredKeys`.
 * Destroying them again does nothing.
 */
export async function destroyShredKeys(reportIds: readonly string[], purposes: readonly Purpose[]): Promise<void> {
  if (reportIds.length === 0) return
  const areThese = and(inArray(shredKeys.reportId, [...reportIds]), inArray(shredKeys.purpose, [...purposes]))
  await transactShred((tx) => tx.delete(shredKeys).where(areThese))
}

/**
 * Writes the file of the keys anew, without those that are destroyed. One that was destroyed while a transaction ran, in
 * whatever database of the server, stays in the file until this is done after that transaction.
 */
export async function compactShredKeys(): Promise<void> {
  await transactShred((tx) => tx.execute(sql`select compact_shred_keys()`))
}

function coverWith(key: Uint8Array, owner: string): Cover {
  const context = (place: string) => Buffer.from(`${PROTOCOL}|shred|${owner}|${place}`)
  return {
    cover(place, ct) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(context(place))
      const body = Buffer.concat([cipher.update(ct), cipher.final()])
      return Buffer.concat([Buffer.of(COVERED), nonce, cipher.getAuthTag(), body])
    },
    uncover(place, stored) {
      const bytes = Buffer.from(stored)
      const nonceEnd = 1 + NONCE_BYTES
      if (bytes[0] !== COVERED || bytes.length < COVER_BYTES) throw new Error('what is stored is not covered')
      const opener = createDecipheriv(CIPHER, key, bytes.subarray(1, nonceEnd), { authTagLength: TAG_BYTES })
      opener.setAAD(context(place)).setAuthTag(bytes.subarray(nonceEnd, COVER_BYTES))
      return Buffer.concat([opener.update(bytes.subarray(COVER_BYTES)), opener.final()])
    },
    drift(most) {
      const number = createHmac('sha256', key).update(`${PROTOCOL}|drift`).digest().readUIntBE(0, 6)
      return (number % (2 * most + 1)) - most
    },
  }
}
