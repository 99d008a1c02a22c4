import 'server-only'
import { desc } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { manifests } from '@/db/wbs/keys-schema'
import { textOf } from '@/lib/wbs/bytes.server'
import type { Manifest, SignedManifest } from '@/lib/wbs/manifest'
import { NotTaken } from '@/lib/wbs/not-taken'

/** The newest manifest, as it was signed; undefined where no root key has signed one yet. */
export async function findNewestManifest(tx: WbsTx): Promise<SignedManifest | undefined> {
  const [newest] = await tx
    .select({ manifest: manifests.content, signature: manifests.signature })
    .from(manifests)
    .orderBy(desc(manifests.version))
    .limit(1)
  return newest && { manifest: newest.manifest, signature: textOf(newest.signature) }
}

/** The same. Refuses `no_manifest` where there is none. */
export async function newestManifest(tx: WbsTx): Promise<SignedManifest> {
  const newest = await findNewestManifest(tx)
  if (!newest) throw new NotTaken('no_manifest')
  return newest
}

/** What it says. It is checked where it comes in, and again in every browser. */
export async function manifestInForce(tx: WbsTx): Promise<Manifest> {
  return JSON.parse((await newestManifest(tx)).manifest)
}
