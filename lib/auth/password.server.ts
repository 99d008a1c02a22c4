import 'server-only'
import { hash, verify } from '@node-rs/argon2'

/** Argon2id with the first parameters of OWASP's password storage sheet: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

const shared = globalThis as typeof globalThis & { satyaDecoy?: Promise<string> }

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), parameters)
}

/** Whether the password fits. Without a hash it does the same work on a decoy and says no. */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  shared.satyaDecoy ??= hashPassword('nobody')
  const fits = await verify(stored ?? (await shared.satyaDecoy), password.normalize('NFKC'))
  return fits && stored !== undefined
}
