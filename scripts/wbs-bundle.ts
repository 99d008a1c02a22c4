import { pageHashes } from '@/components/wbs/figures/page-hashes.server'

/** `npm run wbs:bundle`: the SHA-256 of everything that reporters' browsers load, built from this copy of the source. */
for (const { name, sha256 } of await pageHashes()) console.log(`${sha256}  ${name}`)
