import 'server-only'
import { Decrypter, Encrypter } from 'age-encryption'
import { Refusal } from '@/lib/refusal'

const VERSION = 'age-encryption.org/v1'
/** 2^12 blocks: a passphrase that was drawn needs no more, and no request waits while the library works. */
const WORK = 12
/** A file from elsewhere may hold the server up for 2^15 blocks, a tenth of a second. */
const MOST_WORK = 15

export function isAge(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, VERSION.length + 1)).toString('latin1') === `${VERSION}\n`
}

/** A file of the age format under a passphrase that was drawn; `age`, `rage` and whatever else knows the format opens it. */
export async function encryptAge(plain: Uint8Array, passphrase: string): Promise<Buffer> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(WORK)
  return Buffer.from(await encrypter.encrypt(plain))
}

/** What an age file under a passphrase holds. Refuses with passphrase_wrong, age_unreadable. */
export async function decryptAge(bytes: Uint8Array, passphrase: string): Promise<Buffer> {
  const head = Buffer.from(bytes.subarray(0, VERSION.length + 40)).toString('latin1')
  const [, work] = /^age-encryption\.org\/v1\n-> scrypt [\w+/]{22} (\d{1,2})\n/.exec(head) ?? []
  if (!work || Number(work) > MOST_WORK) throw new Refusal('age_unreadable')
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    return Buffer.from(await decrypter.decrypt(bytes))
  } catch (error) {
    const isWrong = error instanceof Error && error.message.startsWith('no identity matched')
    throw new Refusal(isWrong ? 'passphrase_wrong' : 'age_unreadable')
  }
}
