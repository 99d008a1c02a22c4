import { readdirSync } from 'node:fs'

/**
 * `npm run bench NAME` runs `bench/NAME.ts`: its `run` prints a table and returns the figures, which become the last
 * line as one JSON object. Some do a part alone: `npm run bench exam saturation`.
 */
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts' && !file.includes('-')) // a dash: part of another
  .map((file) => file.slice(0, -3))
const [name = '', part] = process.argv.slice(2)

if (names.includes(name)) {
  const { run }: { run(part?: string): Promise<Record<string, unknown>> } = await import(`./${name}.ts`)
  console.log(JSON.stringify(await run(part)))
} else {
  console.error(`Which benchmark? One of: ${names.join(', ')}`)
  process.exitCode = 1
}
