import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

/** The rules of imports and endpoints that a linter cannot say. A rule lists the files that break it. */
const root = path.dirname(import.meta.dirname)
const MODULES = ['sapk', 'pupns', 'kinerja', 'cat', 'asesmen', 'wbs']
const LAYERS = ['db', 'lib', 'components', 'app']

/** Imports that go up, each for a reason. */
const UPWARD: Record<string, string> = {
  'lib/auth/demonstration.server.ts → db/seed/accounts.json': 'the sign-in page of a demonstration lists its accounts',
}

/** Files without `.server` in their name that run on the server alone, each for a reason. */
const SERVER_ENTRIES: Record<string, string> = {
  'lib/documents/worker.ts': 'the whole program of a worker thread, bundled by itself',
}

/** Route handlers that take a POST, each for a reason. */
const POSTED: Record<string, string> = {
  'app/api/auth/[...nextauth]/route.ts': 'the sign-in of next-auth',
  'app/api/cat/[pintu]/route.ts': 'the exam room (docs/decisions/0060)',
  'app/api/kinerja/[pintu]/route.ts': 'the page of daily work, which runs without a network (docs/decisions/0091)',
  'app/api/kinerja/bukti/[id]/route.ts': 'photos and files of that page',
  'app/lapor/api/[...pintu]/route.ts': 'what reporters send, encrypted (docs/decisions/0106)',
  'app/lapor/luring/route.ts': 'a report that was locked by hand, where no script runs (docs/decisions/0120)',
  'app/lapor/en/luring/route.ts': 'the same in English',
  'app/(public)/v/[kode]/berkas/route.ts': 'hashes a file that is larger than an action may take, and writes nothing',
}

/** Refusals whose sentence is true wherever they come from; those of an import speak of any table that is read. */
const SHARED_REFUSALS = [
  'ask_later',
  'disk_full',
  'file_empty',
  'file_too_large',
  'forbidden',
  'invalid',
  'not_found',
  'sign_in_required',
  'stale',
  'too_many_attempts',
  'wrong_state',
]

type Import = { path: string; isType: boolean }
type Source = { path: string; text: string; imports: Import[]; isTest: boolean; isServer: boolean }

const sources = ['app', 'components', 'lib', 'db', 'e2e', 'scripts', 'bench'].flatMap(sourcesOf)
const shipped = sources.filter((source) => !source.isTest)

test('imports go down only: app, components, lib, db', () => {
  const upward = shipped.flatMap((source) =>
    source.imports
      .filter((target) => layerOf(target.path) > layerOf(source.path) && !isShapeOfRow(source, target))
      .map((target) => `${source.path} → ${target.path}`),
  )
  expect(upward.filter((line) => !(line in UPWARD))).toEqual([])
})

test('a module sees another one only through its public.server.ts', () => {
  const isAbove = ({ path }: Source) => path.startsWith('app/') && !moduleOf(path) // a page of the whole house
  const across = shipped
    .filter((source) => isOfProduct(source) && !isAbove(source))
    .flatMap((source) =>
      source.imports
        .filter(({ path }) => path.startsWith('lib/') || path.startsWith('components/'))
        .filter(({ path }) => moduleOf(path) && moduleOf(path) !== moduleOf(source.path))
        .filter(({ path }) => path !== `lib/${moduleOf(path)}/public.server.ts`)
        .map((target) => `${source.path} → ${target.path}`),
    )
  expect(across).toEqual([])
})

/** What tables and forms share without a database behind it. */
const SHARED_SHAPES = [
  'db/reference/proposal-ends.ts',
  'db/reference/rank-codes.ts',
  'db/reference/shapes.ts',
  'db/reference/unit-changes.ts',
]

test('only *.server.ts files reach the database', () => {
  const reaching = shipped
    .filter((source) => isOfProduct(source) && !source.isServer && !source.path.startsWith('db/'))
    .flatMap((source) =>
      source.imports
        .filter((target) => !target.isType && !SHARED_SHAPES.includes(target.path))
        .filter((target) => target.path.startsWith('db/') || isDriver(target.path))
        .map((target) => `${source.path} → ${target.path}`),
    )
  expect(reaching).toEqual([])
})

test('a pure file knows no server, and a client component neither', () => {
  const knowing = shipped
    .filter((source) => isPure(source) || source.text.startsWith("'use client'"))
    .flatMap((source) =>
      source.imports
        .filter((target) => !target.isType && /\.server\.tsx?$|^server-only$|^next\/(headers|cache)$/.test(target.path))
        .map((target) => `${source.path} → ${target.path}`),
    )
  expect(knowing).toEqual([])
})

test('a *.server.ts file can never be bundled for the browser', () => {
  const open = shipped.filter(
    ({ isServer, imports }) => isServer && !imports.some(({ path }) => path === 'server-only'),
  )
  expect(open.map(({ path }) => path)).toEqual([])
})

test('what answers before the framework needs nothing that only a request of the framework has', () => {
  const needing = reachedFrom('scripts/serve.ts').flatMap((source) =>
    source.imports
      .filter(({ path, isType }) => !isType && /^next(-intl)?\//.test(path))
      .map((target) => `${source.path} → ${target.path}`),
  )
  expect(needing).toEqual([])
  expect(reachedFrom('scripts/serve.ts').map(({ path }) => path)).toContain('lib/cat/answers.server.ts')
})

test('what a reporter reaches knows neither the register, nor who is signed in, nor the trail', () => {
  const pages = shipped.filter(({ path }) => path.startsWith('app/lapor/')).map(({ path }) => path)
  const known =
    /^db\/(?!wbs\/|lanes\.server)|^lib\/(auth|registry)\/|^lib\/audit|^lib\/action\.server|^next-auth|^next\/headers|^next-intl/
  const knowing = pages.flatMap((page) =>
    reachedFrom(page).flatMap((source) =>
      source.imports
        .filter(({ path, isType }) => !isType && known.test(path))
        .map((target) => `${source.path} → ${target.path}`),
    ),
  )
  expect(knowing).toEqual([])
  expect(pages.flatMap(reachedFrom).map(({ path }) => path)).toContain('db/wbs/client.server.ts')
})

test('of a request of a reporter nothing is read but its body and the type of that', () => {
  const read = shipped
    .filter(({ path }) => /^(app\/lapor|lib\/wbs)\//.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\b(?:headers|cookies)\.(?:get|has|entries|keys|values|forEach)\(([^)]*)\)/g)].map(
        ([, name]) => `${path}: ${name}`,
      ),
    )
  expect([...new Set(read)]).toEqual(["lib/wbs/door.server.ts: 'content-type'"])
})

test('no page fetches those of reporters before somebody goes there', () => {
  const fetching = shipped.filter(({ text }) => /<[A-Z]\w*\s[^<>]*?href=["'{`]+\/lapor|push\(["'`]\/lapor/.test(text))
  expect(fetching.map(({ path }) => path)).toEqual([])
})

test('the database of WBS has tables of its own alone', () => {
  const tables = shipped.filter(({ path }) => /^db\/wbs\/.*schema\.ts$/.test(path))
  expect(tables.length).toBeGreaterThan(2)
  const others = tables.flatMap(({ imports }) => imports.map(({ path }) => path)).filter((path) => !isDriver(path))
  expect([...new Set(others)]).toEqual(['db/wbs/schema.ts'])
})

test('a wrap is stored and read under its shred key, at one place', () => {
  const past = /\bwraps\.ct\b|\binsert\(wraps\)|\.select\(\)\s*\.from\(wraps\)/
  const stray = shipped.filter(({ text }) => past.test(text)).map(({ path }) => path)
  expect(stray).toEqual(['lib/wbs/wraps.server.ts'])
})

test('server actions stand in actions.ts and are made by action(), while signing in by stageAction()', () => {
  const directive = /^\s*['"]use server['"]/m
  const isActions = (source: Source) => /^app\/.*\/actions\.ts$/.test(source.path)
  const stray = shipped.filter((source) => directive.test(source.text) && !isActions(source))
  expect(stray.map(({ path }) => path)).toEqual([])

  const wrong = shipped.filter(isActions).flatMap((source) => {
    const lines = source.text.split('\n').filter((line) => /^export\b/.test(line))
    const unguarded = lines.filter((line) => !/^export const \w+Action = (action|stageAction)(<.+>)?\(/.test(line))
    return source.text.startsWith("'use server'") ? unguarded.map((line) => `${source.path}: ${line}`) : [source.path]
  })
  expect(wrong).toEqual([])
})

test('a refusal belongs to one module: a sentence made true for one would be false for another', () => {
  const owners = new Map<string, Set<string>>()
  for (const { path, text } of shipped) {
    const owner = /^lib\/(\w+)\//.exec(path)?.[1]
    if (!owner) continue
    for (const [, code = ''] of text.matchAll(/\bRefusal\(\s*(?:[^'(),]*\?\s*)?'([\w.]+)'/g)) {
      owners.set(code, (owners.get(code) ?? new Set()).add(owner))
    }
  }
  const shared = [...owners].filter(([code, { size }]) => size > 1 && !code.startsWith('import.'))
  expect(shared.map(([code]) => code).sort()).toEqual(SHARED_REFUSALS)
})

test('route handlers read; the few that write are known', () => {
  const writes =
    /^export (async )?(function|const) (POST|PUT|PATCH|DELETE)\b|^export \{[^}]*\b(POST|PUT|PATCH|DELETE)\b/m
  const writing = shipped.filter(({ path, text }) => path.endsWith('/route.ts') && writes.test(text))
  expect(writing.map(({ path }) => path).filter((path) => !(path in POSTED))).toEqual([])
})

test('a form that the script sends never falls back to the address, where a password would be read', () => {
  const forms = shipped.flatMap(({ path, text }) =>
    [...text.matchAll(/<form\b(?=[^>]*?onSubmit)[\s\S]*?>/g)].map(([tag]) => ({ path, tag })),
  )
  expect(forms.length).toBeGreaterThan(10)
  expect(forms.filter(({ tag }) => !tag.includes('method="post"')).map(({ path }) => path)).toEqual([])
})

test('a file is named after the thing in it', () => {
  const vague = /(^|\/)(utils?|helpers?|types|common|misc|index)\.tsx?$|(^|\/)(services|repositories|utils)\//
  expect(sources.map(({ path }) => path).filter((path) => vague.test(path))).toEqual([])
})

test('the product logs through lib/log.server.ts alone', () => {
  const logging = shipped.filter((source) => isOfProduct(source) && /\bconsole\.|from 'pino'/.test(source.text))
  expect(logging.map(({ path }) => path)).toEqual(['lib/log.server.ts'])
})

test('every exception is still needed', () => {
  const lines = new Set(shipped.flatMap(({ path, imports }) => imports.map((target) => `${path} → ${target.path}`)))
  expect(Object.keys(UPWARD).filter((line) => !lines.has(line))).toEqual([])
  const files = shipped.map(({ path }) => path)
  expect([...Object.keys(SERVER_ENTRIES), ...Object.keys(POSTED)].filter((file) => !files.includes(file))).toEqual([])
})

/** A file with all that it loads. */
function reachedFrom(entry: string): Source[] {
  const byPath = new Map(shipped.map((source) => [source.path, source]))
  const reached = new Set<Source>()
  const follow = (path: string): void => {
    const source = byPath.get(path)
    if (!source || reached.has(source)) return
    reached.add(source)
    for (const target of source.imports) if (!target.isType) follow(target.path)
  }
  follow(entry)
  return [...reached]
}

function sourcesOf(folder: string): Source[] {
  if (!existsSync(path.join(root, folder))) return []
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name))
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('node_modules'))
    .map((file) => {
      const text = readFileSync(path.join(root, file), 'utf8')
      const isTest = /\.(test|spec|fixture)\.tsx?$/.test(file) || file.startsWith('e2e/')
      return { path: file, text, imports: importsOf(file, text), isTest, isServer: /\.server\.tsx?$/.test(file) }
    })
}

/** Static, side-effect and dynamic imports and re-exports. */
function importsOf(file: string, text: string): Import[] {
  const statements = /^(?:import|export)\s+(type\s+)?((?:[\w*$\s,]|\{[^}]*\})*?\s*from\s+)?'([^']+)'/gm
  const found = [...text.matchAll(statements)].map(([, type, names, from]) => ({
    path: resolve(file, from ?? ''),
    isType: Boolean(type) || hasOnlyTypes(names ?? ''),
  }))
  const dynamic = [...text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)]
  return [...found, ...dynamic.map(([, from]) => ({ path: resolve(file, from ?? ''), isType: false }))]
}

function hasOnlyTypes(names: string): boolean {
  const braces = /^\s*\{([^}]*)\}\s*from\s*$/.exec(names)
  const each = braces?.[1]?.split(',').map((name) => name.trim()) ?? []
  return each.filter(Boolean).length > 0 && each.every((name) => !name || name.startsWith('type '))
}

/** The path of a file of this repository, or the name of a package. */
function resolve(file: string, from: string): string {
  if (!/^(\.|@\/)/.test(from)) return from
  const target = from.startsWith('@/') ? from.slice(2) : path.posix.join(path.posix.dirname(file), from)
  const candidates = [target, `${target}.ts`, `${target}.tsx`]
  return candidates.find((candidate) => /\.\w+$/.test(candidate) && existsSync(path.join(root, candidate))) ?? target
}

/** Seed, scripts, benchmarks and end-to-end tests stand above everything: they may use it all. */
function layerOf(file: string): number {
  if (file.startsWith('db/seed/') || file.startsWith('db/testing')) return LAYERS.length
  const layer = LAYERS.indexOf(file.split('/')[0] ?? '')
  return layer < 0 && /^(e2e|scripts|bench)\//.test(file) ? LAYERS.length : layer
}

function isOfProduct({ path }: Source): boolean {
  return layerOf(path) < LAYERS.length
}

function isPure({ path, isServer }: Source): boolean {
  return path.startsWith('lib/') && !isServer && !(path in SERVER_ENTRIES)
}

/** The type of a column may come from the pure file that owns the rule; nothing of it is left when it runs. */
function isShapeOfRow({ path }: Source, target: Import): boolean {
  return path.startsWith('db/') && target.path.startsWith('lib/') && target.isType && !/\.server\./.test(target.path)
}

function isDriver(name: string): boolean {
  return name === 'postgres' || name.startsWith('drizzle-orm')
}

/** The module of a folder, or of a table file: `db/schema/cat-exam.ts` belongs to `cat`. */
function moduleOf(file: string): string | undefined {
  const named = /^db\/schema\/(\w+)/.exec(file)?.[1]
  return [...file.split('/'), named ?? ''].find((segment) => MODULES.includes(segment))
}

test('the register leans on no module', () => {
  const leaning = shipped
    .filter(({ path }) => path.startsWith('lib/registry/'))
    .flatMap((source) => source.imports.filter(({ path }) => moduleOf(path) && path.startsWith('lib/')))
  expect(leaning).toEqual([])
})

test('each decision has a number of its own', () => {
  const numbers = readdirSync(path.join(root, 'docs/decisions')).map((name) => name.slice(0, 4))
  expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([])
})
