import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isTemplateName, templateVersions } from './template-versions'

const lib = path.dirname(import.meta.dirname)
const modules = ['sapk', 'cat', 'kinerja']
const sources = modules
  .flatMap((module) => readdirSync(path.join(lib, module)).map((file) => path.join(lib, module, file)))
  .filter((file) => file.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(file))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
  .replace(/TemplateData<[^>]*>/g, '') // old letters are still read

test('the versions said to be in force are those that the modules issue, and no other', () => {
  const issued = templateVersions().filter(({ name }) => sources.includes(`'${name}'`))
  expect(issued.map(({ name }) => name)).toEqual(
    templateVersions()
      .filter(({ isInForce }) => isInForce)
      .map(({ name }) => name),
  )
})

test('each letter has one version in force, its newest', () => {
  const decrees = templateVersions().filter(({ kind }) => kind === 'promotion_decree')
  expect(decrees).toMatchObject([
    { name: 'promotion-decree-2', version: 2, isInForce: true },
    { name: 'promotion-decree-1', version: 1, isInForce: false },
  ])
})

test('a name that no template has is none, whatever an object has by birth', () => {
  expect(['promotion-decree-2', 'promotion-decree-3', 'toString', ''].filter(isTemplateName)).toEqual([
    'promotion-decree-2',
  ])
})
