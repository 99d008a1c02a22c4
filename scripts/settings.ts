import { readSettings } from '@/lib/settings'

/** Answers the launcher, which is no TypeScript: the settings or their problems, as JSON. */
process.stdout.write(JSON.stringify(readSettings(process.env)))
