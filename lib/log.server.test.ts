import { expect, test } from 'vitest'
import { failureOf, log } from '@/lib/log.server'
import { settings } from '@/lib/settings.server'

test('every part logs at the level of the settings, under its own name', () => {
  expect(log('jobs').level).toBe(settings().LOG_LEVEL)
  expect(log('jobs').bindings()).toMatchObject({ name: 'jobs' })
})

test('a failed query is told by its code, table and rule, without a value of it', () => {
  const refused = Object.assign(new Error('invalid input syntax for type date: "Siti Rahmawati"'), {
    name: 'PostgresError',
    code: '22007',
    table_name: 'employees',
    constraint_name: 'employees_nip',
    detail: 'Key (nip)=(198705122010012004) already exists.',
  })
  const failure = failureOf(new Error('Failed query: insert … params: 198705122010012004', { cause: refused }))
  expect(failure).toMatchObject({
    error: 'PostgresError',
    code: '22007',
    table: 'employees',
    constraint: 'employees_nip',
    at: expect.arrayContaining([expect.stringContaining('log.server.test.ts')]),
  })
  expect(JSON.stringify(failure)).not.toMatch(/Siti|19870512/)
})

test('a message of several lines stays out too', () => {
  expect(JSON.stringify(failureOf(new Error('first\n    at Siti Rahmawati')))).not.toContain('Siti')
})

test('what is no error is unknown', () => {
  expect(failureOf('198705122010012004')).toEqual({ error: 'unknown' })
})
