import 'server-only'
import path from 'node:path'

/** The folder for what is not in the database: uploaded and issued files, keys of the test authority. */
export function dataFolder(...parts: string[]): string {
  return path.resolve(/* turbopackIgnore: true */ process.env.DATA_FOLDER ?? '.data', ...parts)
}
